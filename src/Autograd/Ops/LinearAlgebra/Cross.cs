namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes the cross products of vectors of three elements along a dimension.</summary>
    /// <param name="other">The right operand; the two broadcast.</param>
    /// <param name="dim">The dimension of the vectors; negative counts from the last.</param>
    /// <remarks>
    /// y = (a₁b₂ − a₂b₁, a₂b₀ − a₀b₂, a₀b₁ − a₁b₀). Gradient: b×g to a, g×a to b. The default is the last dimension, as
    /// in <c>torch.linalg.cross</c>; <c>torch.cross</c> looks for the first of size 3.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">
    /// The operands differ in their numbers of dimensions, do not broadcast, or do not have size 3 in the dimension.
    /// </exception>
    public Tensor Cross(Tensor other, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (NDim != other.NDim)
            throw new ArgumentException($"Cross: shapes {_shape} and {other._shape} have different numbers of dimensions; Unsqueeze one");
        var d = _shape.Dim(dim, "Cross");
        if (_shape.Sizes[d] != 3 || other._shape.Sizes[d] != 3)
            throw new ArgumentException(
                $"Cross: shapes {_shape} and {other._shape} in dim {d}: sizes {_shape.Sizes[d]} and {other._shape.Sizes[d]}; both must be 3");
        return Roll(-1, d) * other.Roll(-2, d) - Roll(-2, d) * other.Roll(-1, d);
    }
}
