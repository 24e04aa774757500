namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// True where both elements are not 0; the operands broadcast. NaN counts as not 0. Not differentiable.
    /// </summary>
    /// <remarks>For Bool tensors the operator <c>&amp;</c> gives the same result.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalAnd(Tensor other) => Bitwise<AndOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalAnd));

    /// <summary>True where at least one of two elements is not 0; the operands broadcast. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>|</c> gives the same result.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalOr(Tensor other) => Bitwise<OrOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalOr));

    /// <summary>True where exactly one of two elements is not 0; the operands broadcast. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>^</c> gives the same result.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalXor(Tensor other) => Bitwise<XorOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalXor));

    /// <summary>True where an element is 0. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>~</c> gives the same result.</remarks>
    public Tensor LogicalNot() => ~Detached(DType.Bool);
}
