namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// this + alpha·other, elementwise; the operands broadcast and are promoted to one type. Without alpha use
    /// <c>+</c>.
    /// </summary>
    /// <param name="other">The tensor to add.</param>
    /// <param name="alpha">The factor of <paramref name="other"/>; an integer if both tensors are of integers.</param>
    /// <remarks>Gradient: g to this, alpha·g to <paramref name="other"/>.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not broadcast, both tensors are Bool, or alpha is not an integer and both are of integers.
    /// </exception>
    public Tensor Add(Tensor other, Scalar alpha) => this + ScaledOperand("Add", NotNull(other), alpha);

    /// <summary>
    /// this − alpha·other, elementwise; the operands broadcast and are promoted to one type. Without alpha use
    /// <c>-</c>.
    /// </summary>
    /// <param name="other">The tensor to subtract.</param>
    /// <param name="alpha">The factor of <paramref name="other"/>; an integer if both tensors are of integers.</param>
    /// <remarks>Gradient: g to this, −alpha·g to <paramref name="other"/>.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not broadcast, both tensors are Bool, or alpha is not an integer and both are of integers.
    /// </exception>
    public Tensor Sub(Tensor other, Scalar alpha) => this - ScaledOperand("Sub", NotNull(other), alpha);

    /// <summary>alpha·other in the promoted type of the two tensors, which alpha does not widen.</summary>
    private Tensor ScaledOperand(string op, Tensor other, Scalar alpha)
    {
        var dtype = DTypes.ResultType(_dtype, NDim == 0, other._dtype, other.NDim == 0);
        if (dtype == DType.Bool)
            throw new ArgumentException($"{op}: alpha of two Bool tensors; convert one with To(DType.Int64) first", nameof(alpha));
        if (!dtype.IsFloatingPoint() && alpha.Kind == ScalarKind.Floating)
            throw new ArgumentException(
                $"{op}: integers times alpha {alpha} are not integers; convert with To(DType.Float32) first", nameof(alpha));
        return other.To(dtype) * From(alpha, dtype);
    }
}
