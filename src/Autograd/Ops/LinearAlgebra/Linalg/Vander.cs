namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes Vandermonde matrices: the powers 0, 1, 2, … of each element in a row.</summary>
    /// <param name="x">(*, k).</param>
    /// <param name="n">The number of powers; by default k.</param>
    /// <returns>(*, k, n).</returns>
    /// <remarks>Gradient: that of the powers.</remarks>
    /// <exception cref="ArgumentException">x has no dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive.</exception>
    public static Tensor Vander(Tensor x, int? n = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim == 0) throw new ArgumentException("Vander: a 0-dimensional tensor has no vectors; Unsqueeze(0) it first");
        if (n is <= 0) throw new ArgumentOutOfRangeException(nameof(n), $"Vander: n is {n}; there must be at least one power");
        return x.Unsqueeze(-1).Pow(Tensor.Arange(n ?? x.Shape.Sizes[^1]));
    }
}
