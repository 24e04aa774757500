namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes the inner product of two vectors, Σ aᵢ·bᵢ, a number.</summary>
    /// <param name="other">The other vector, of the same size.</param>
    /// <remarks>Integers wrap around. Operands of different types are promoted. Gradient: g·b to a, g·a to b.</remarks>
    /// <exception cref="ArgumentException">An operand is not a vector, or the sizes differ.</exception>
    public Tensor Dot(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (NDim != 1 || other.NDim != 1)
            throw new ArgumentException($"Dot: shapes {_shape} and {other._shape}; both must be vectors; use MatMul for matrices");
        if (Numel != other.Numel) throw new ArgumentException($"Dot: vectors of different sizes: {Numel} and {other.Numel}; they must be the same");
        CheckNotBothBool("Dot", this, other);
        return MatMulUncast(other);
    }
}
