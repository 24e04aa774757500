namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A base tensor after a recorded write to one of its views: outside the view the gradient passes through, and inside it goes
    /// through the operation that was written.
    /// </summary>
    private sealed class CopySlicesNode : Node
    {
        private readonly StridedPart _part;
        private readonly Node _written;

        public CopySlicesNode(Tensor @base, Tensor view, Node written)
        {
            _part = new StridedPart(@base, view);
            _written = written;
            InputCount = written.InputCount;
            Connect(0, @base);
            for (var i = 1; i < InputCount; i++) ConnectLike(i, written);
        }

        public override string Name => "CopySlices";

        internal override void Release() => _written.Release();

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var slice = _part.Of(grad.Contiguous());
            var grads = new CapturedGradients(_written.InputCount);
            for (var i = 0; i < grads.Values.Length; i++) grads.Wanted[i] = inputs.Needs(i);
            _written.Backward(slice, new InputGradients(grads));
            if (inputs.Needs(0))
            {
                var outside = grad.ZeroedIn(_part);
                inputs.Set(0, grads.Values[0] is { } inside ? outside + AsStridedScatter(inside.ExpandTo(_part.Shape), _part) : outside);
            }

            for (var i = 1; i < grads.Values.Length; i++)
                inputs.Set(i, grads.Values[i]);
        }
    }

    /// <summary>A copy with zeros in place of a view. Gradient: the same of g.</summary>
    private Tensor ZeroedIn(StridedPart part)
    {
        var result = CopyData();
        new Tensor(result._data, part.Shape, part.Strides, part.Offset, _dtype).FillStrided(0);
        if (IsRecorded) new ZeroedInNode(this, part).Produce(result);
        return result;
    }

    private sealed class ZeroedInNode : Node
    {
        private readonly StridedPart _part;

        public ZeroedInNode(Tensor input, StridedPart part)
        {
            _part = part;
            Connect(0, input);
        }

        public override string Name => "ZeroedInBackward";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.ZeroedIn(_part));
    }
}
