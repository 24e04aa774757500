namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Applies an elementwise loss and reduces it. Loss and reduction are one node, which saves the operands alone.
    /// </summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <param name="reduction">None, mean or sum.</param>
    /// <param name="op">The loss of one element.</param>
    private static Tensor PointwiseLoss<TOp>(Tensor input, Tensor target, Reduction reduction, TOp op = default)
        where TOp : struct, IBinaryOp<TOp>
    {
        var dtype = DTypes.ResultType(input._dtype, input.NDim == 0, target._dtype, target.NDim == 0);
        if (!dtype.IsFloatingPoint()) dtype = DType.Float32;
        if (dtype.IsReducedFloatingPoint())
            return PointwiseLoss(input.To(dtype).To(DType.Float32), target.To(dtype).To(DType.Float32), reduction, op).To(dtype);
        var (x, y) = (input.To(dtype), target.To(dtype));
        if (reduction == Reduction.None) return FloatBinary(x, y, op);
        Tensor result;
        using (GradMode.NoGrad())
        {
            var losses = FloatBinary(x, y, op);
            result = reduction == Reduction.Mean ? losses.Mean() : losses.Sum();
        }

        if (AnyRecorded(x, y)) new ReducedLossNode<TOp>(op, x, y, reduction == Reduction.Mean ? x.Numel : 1).SetHistory(result);
        return result;
    }

    /// <summary>The node of an elementwise loss and of the mean or the sum over its elements.</summary>
    private sealed class ReducedLossNode<TOp> : Node where TOp : struct, IBinaryOp<TOp>
    {
        private readonly TOp _op;
        private readonly double _divisor;
        private SavedTensor _input;
        private SavedTensor _target;

        public ReducedLossNode(TOp op, Tensor input, Tensor target, double divisor)
        {
            InputCount = 2;
            _op = op;
            _divisor = divisor;
            Connect(0, input);
            Connect(1, target);
            _input = new SavedTensor(input);
            _target = new SavedTensor(target);
        }

        public override string Name => TOp.NodeName;

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var g = _divisor == 1 ? grad : grad / _divisor;
            var (x, y) = (_input.Unpack(this), _target.Unpack(this));
            if (inputs.Needs(0)) inputs.Set(0, _op.BackwardA(g, x, y));
            if (inputs.Needs(1)) inputs.Set(1, _op.BackwardB(g, x, y));
        }

        internal override void Release()
        {
            _input.Release();
            _target.Release();
        }
    }
}
