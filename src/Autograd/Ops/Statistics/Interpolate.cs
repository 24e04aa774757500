namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// low + weight·(high − low), for tensors of one shape. Where low equals high the result is exactly that, even if
    /// infinite.
    /// </summary>
    /// <remarks>Gradient: g·(1 − weight) to low, g·weight to high, and g·(high − low) to the weight.</remarks>
    private static Tensor Interpolate(Tensor low, Tensor high, Tensor weight)
    {
        Tensor result;
        using (GradMode.NoGrad())
        {
            var distance = Distance(low, high);
            result = Where(weight < 0.5, low + weight * distance, high - distance * (1 - weight));
        }

        if (AnyRecorded([low, high, weight])) new InterpolateNode(low, high, weight).SetHistory(result);
        return result;
    }

    private static Tensor Distance(Tensor low, Tensor high) => (high - low).MaskedFill(high.Eq(low), 0);

    private sealed class InterpolateNode : Node
    {
        private SavedTensor _low;
        private SavedTensor _high;
        private SavedTensor _weight;

        public InterpolateNode(Tensor low, Tensor high, Tensor weight)
        {
            InputCount = 3;
            Connect(0, low);
            Connect(1, high);
            Connect(2, weight);
            _weight = new SavedTensor(weight);
            if (!IsConnected(2)) return;
            _low = new SavedTensor(low);
            _high = new SavedTensor(high);
        }

        public override string Name => "LerpBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var weight = _weight.Unpack(this);
            if (inputs.Needs(0)) inputs.Set(0, grad * (1 - weight));
            if (inputs.Needs(1)) inputs.Set(1, grad * weight);
            if (inputs.Needs(2)) inputs.Set(2, grad * Distance(_low.Unpack(this), _high.Unpack(this)));
        }

        internal override void Release()
        {
            _low.Release();
            _high.Release();
            _weight.Release();
        }
    }
}
