using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// An elementwise operation of three floating tensors that broadcast: its name, formula and derivatives. Constants are
/// fields of the struct.
/// </summary>
internal interface ITernaryOp : ITernaryFormula, IElementwiseOp
{
    /// <summary>The name of the operation, of which the node's name is formed.</summary>
    static abstract string Name { get; }

    /// <summary>The node's name, as in PyTorch's <c>grad_fn</c>, if it is not formed of the operation's.</summary>
    static virtual string? NodeName => null;

    /// <summary>
    /// The operands that the gradient of operand <paramref name="input"/> reads; the others are passed as null.
    /// </summary>
    static abstract Operands NeededFor(int input);

    /// <summary>The gradient of operand <paramref name="input"/>, 0 to 2, in the shape of the output.</summary>
    Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c);
}

public sealed partial class Tensor
{
    /// <summary>Applies an operation to three operands of one floating type.</summary>
    private static Tensor Ternary<TOp>(TOp op, Tensor a, Tensor b, Tensor c, Shape shape) where TOp : struct, ITernaryOp
    {
        var result = a._dtype == DType.Float32 ? Ternary<TOp, float>(op, a, b, c, shape)
            : a._dtype == DType.Float64 ? Ternary<TOp, double>(op, a, b, c, shape)
            : Ternary<TOp, float>(op, a.Detached(DType.Float32), b.Detached(DType.Float32), c.Detached(DType.Float32), shape).To(a._dtype);
        if (a.IsRecorded || AnyRecorded(b, c)) new TernaryNode<TOp>(op, a, b, c).SetHistory(result);
        return result;
    }

    private static Tensor Ternary<TOp, T>(TOp op, Tensor a, Tensor b, Tensor c, Shape shape)
        where TOp : struct, ITernaryOp
        where T : unmanaged, INumber<T>
    {
        (a, b, c) = (a.ExpandContiguousOrScalar(shape), b.ExpandContiguousOrScalar(shape), c.ExpandContiguousOrScalar(shape));
        var result = Uninitialized<T>(shape);
        using var aData = a.Read();
        using var bData = b.Read();
        using var cData = c.Read();
        using var resultData = result.Write();
        Formula.Apply(op, aData.Span<T>(), bData.Span<T>(), cData.Span<T>(), resultData.Span<T>());
        return result;
    }

    /// <summary>The promoted type of three tensors.</summary>
    private static DType ResultType(Tensor a, Tensor b, Tensor c)
    {
        var isNumber = a.NDim == 0 && b.NDim == 0;
        var two = DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        return DTypes.ResultType(two, isNumber, c._dtype, c.NDim == 0);
    }

    private sealed class TernaryNode<TOp> : Node where TOp : struct, ITernaryOp
    {
        private SavedTensor _a;
        private SavedTensor _b;
        private SavedTensor<TOp> _c;

        public TernaryNode(TOp op, Tensor a, Tensor b, Tensor c)
        {
            InputCount = 3;
            Connect(0, a);
            Connect(1, b);
            Connect(2, c);
            var needed = Operands.None;
            for (var i = 0; i < InputCount; i++)
                if (IsConnected(i)) needed |= TOp.NeededFor(i);
            if ((needed & Operands.A) != 0) _a = new SavedTensor(a);
            if ((needed & Operands.B) != 0) _b = new SavedTensor(b);
            _c = new SavedTensor<TOp>((needed & Operands.C) != 0 ? new SavedTensor(c) : default, op);
        }

        public override string Name => TOp.NodeName ?? TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            for (var i = 0; i < InputCount; i++)
            {
                if (!inputs.Needs(i)) continue;
                var needed = TOp.NeededFor(i);
                var a = (needed & Operands.A) != 0 ? _a.Unpack(this) : null!;
                var b = (needed & Operands.B) != 0 ? _b.Unpack(this) : null!;
                var c = (needed & Operands.C) != 0 ? _c.Unpack(this) : null!;
                inputs.Set(i, _c.Op.Backward(i, grad, a, b, c));
            }
        }

        internal override void Preserve(Tensor overwritten)
        {
            _a.Preserve(overwritten);
            _b.Preserve(overwritten);
            _c.Preserve(overwritten);
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
            _c.Release();
        }
    }
}
