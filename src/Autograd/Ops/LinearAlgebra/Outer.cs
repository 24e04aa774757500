namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes the outer product of two vectors, yᵢⱼ = aᵢ·bⱼ: (n) and (m) give (n, m).</summary>
    /// <param name="other">The other vector.</param>
    /// <remarks>Operands of different types are promoted. Gradient: g·b to a, gᵀ·a to b.</remarks>
    /// <exception cref="ArgumentException">An operand is not a vector.</exception>
    public Tensor Outer(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (NDim != 1 || other.NDim != 1)
            throw new ArgumentException($"Outer: shapes {_shape} and {other._shape}; both must be vectors; Flatten() them first");
        return Unsqueeze(1) * other.Unsqueeze(0);
    }
}
