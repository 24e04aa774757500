namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Whether both elements are other than 0; the operands broadcast. NaN is other than 0. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>&amp;</c> says the same.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalAnd(Tensor other) => Bitwise<AndOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalAnd));

    /// <summary>Whether at least one of each two elements is other than 0; the operands broadcast. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>|</c> says the same.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalOr(Tensor other) => Bitwise<OrOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalOr));

    /// <summary>Whether just one of each two elements is other than 0; the operands broadcast. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>^</c> says the same.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogicalXor(Tensor other) => Bitwise<XorOp>(Detached(DType.Bool), NotNull(other).Detached(DType.Bool), nameof(LogicalXor));

    /// <summary>Whether each element is 0. Not differentiable.</summary>
    /// <remarks>For Bool tensors the operator <c>~</c> says the same.</remarks>
    public Tensor LogicalNot() => ~Detached(DType.Bool);
}
