using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// An elementwise operation of one tensor with constants of its own, a slope, a bound or an order, which its instance holds.
/// Integers become Float32 first.
/// </summary>
internal interface IFunctionOp
{
    /// <summary>The operation's name, as in <c>NameBackward0</c>.</summary>
    static abstract string Name { get; }

    /// <summary>What <see cref="Backward"/> is handed.</summary>
    static abstract Saves Saves { get; }

    /// <summary>The gradient of the input from the gradient of the output and what was saved.</summary>
    Tensor Backward(Tensor grad, Tensor saved);
}

/// <summary>An <see cref="IFunctionOp"/> with its kernel, which takes the instance as an argument, so that no call boxes it.</summary>
internal interface IFunctionOp<TSelf> : IFunctionOp
    where TSelf : struct, IFunctionOp<TSelf>
{
    static abstract void Forward<T>(TSelf op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>An <see cref="IFunctionOp{TSelf}"/> that is a formula of registers.</summary>
internal interface IFusedFunctionOp<TSelf> : IFunctionOp<TSelf>, IUnaryFunction
    where TSelf : struct, IFusedFunctionOp<TSelf>
{
    static void IFunctionOp<TSelf>.Forward<T>(TSelf op, ReadOnlySpan<T> x, Span<T> y) => Functions.Apply(op, x, y);
}

/// <summary>
/// An elementwise operation of two tensors that broadcast, a formula of registers with constants of its own. Integers become Float32 first.
/// </summary>
internal interface IBinaryFunctionOp : IBinaryFunction
{
    /// <summary>The operation's name, as in <c>NameBackward0</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The operands that <see cref="BackwardA"/> reads; the others are handed as null.</summary>
    static abstract Operands NeededForA { get; }

    /// <summary>The operands that <see cref="BackwardB"/> reads; the others are handed as null.</summary>
    static abstract Operands NeededForB { get; }

    /// <summary>The gradient of the first operand, in the shape of the output.</summary>
    Tensor BackwardA(Tensor grad, Tensor a, Tensor b);

    /// <summary>The gradient of the second operand, in the shape of the output.</summary>
    Tensor BackwardB(Tensor grad, Tensor a, Tensor b);
}

public sealed partial class Tensor
{
    private static Tensor Function<TOp>(TOp op, Tensor x) where TOp : struct, IFunctionOp<TOp>
    {
        if (!x._dtype.IsFloatingPoint()) x = x.To(DType.Float32);
        var result = x._dtype == DType.Float32 ? Function<TOp, float>(op, x) : Function<TOp, double>(op, x);
        if (x.IsRecorded) new FunctionNode<TOp>(op, x, result).Produce(result);
        return result;
    }

    private static Tensor Function<TOp, T>(TOp op, Tensor x)
        where TOp : struct, IFunctionOp<TOp>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = x.ExpandContiguous(x._shape);
        var result = Uninitialized<T>(x._shape);
        TOp.Forward(op, values.Span<T>(), result.Span<T>());
        GC.KeepAlive(values);
        return result;
    }

    private static Tensor Function<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryFunctionOp
    {
        var shape = Broadcasting.ResultShape(TOp.Name, a._shape, b._shape);
        var dtype = DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        if (!dtype.IsFloatingPoint()) dtype = DType.Float32;
        var (x, z) = (a.To(dtype), b.To(dtype));
        var result = dtype == DType.Float32 ? Function<TOp, float>(op, x, z, shape) : Function<TOp, double>(op, x, z, shape);
        if (AnyRecorded(x, z)) new BinaryFunctionNode<TOp>(op, x, z).Produce(result);
        return result;
    }

    private static Tensor Function<TOp, T>(TOp op, Tensor a, Tensor b, Shape shape)
        where TOp : struct, IBinaryFunctionOp
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, z) = (a.ExpandContiguousOrScalar(shape), b.ExpandContiguousOrScalar(shape));
        var result = Uninitialized<T>(shape);
        Functions.Apply<T, TOp>(op, x.Span<T>(), z.Span<T>(), result.Span<T>());
        GC.KeepAlive(x);
        GC.KeepAlive(z);
        return result;
    }

    private sealed class FunctionNode<TOp> : Node where TOp : struct, IFunctionOp
    {
        private readonly TOp _op;
        private SavedTensor _saved;

        public FunctionNode(TOp op, Tensor input, Tensor output)
        {
            _op = op;
            Connect(0, input);
            if (TOp.Saves == Saves.Input) _saved = new SavedTensor(input);
            else if (TOp.Saves == Saves.Output) _saved = new SavedTensor(output);
        }

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, _op.Backward(grad, TOp.Saves == Saves.Nothing ? grad : _saved.Unpack(this)));

        internal override void Preserve(Tensor overwritten) => _saved.Preserve(overwritten);

        internal override void Release() => _saved.Release();
    }

    private sealed class BinaryFunctionNode<TOp> : Node where TOp : struct, IBinaryFunctionOp
    {
        private readonly TOp _op;
        private SavedTensor _a;
        private SavedTensor _b;

        public BinaryFunctionNode(TOp op, Tensor a, Tensor b)
        {
            _op = op;
            InputCount = 2;
            Connect(0, a);
            Connect(1, b);
            var needed = (IsConnected(0) ? TOp.NeededForA : 0) | (IsConnected(1) ? TOp.NeededForB : 0);
            if ((needed & Operands.A) != 0) _a = new SavedTensor(a);
            if ((needed & Operands.B) != 0) _b = new SavedTensor(b);
        }

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, _op.BackwardA(grad, Unpack(_a, TOp.NeededForA, Operands.A), Unpack(_b, TOp.NeededForA, Operands.B)));
            if (inputs.Needs(1)) inputs.Set(1, _op.BackwardB(grad, Unpack(_a, TOp.NeededForB, Operands.A), Unpack(_b, TOp.NeededForB, Operands.B)));
        }

        internal override void Preserve(Tensor overwritten)
        {
            _a.Preserve(overwritten);
            _b.Preserve(overwritten);
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }

        private Tensor Unpack(in SavedTensor saved, Operands needed, Operands which) =>
            (needed & which) != 0 ? saved.Unpack(this) : null!;
    }
}
