namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A base tensor after a recorded write to one of its views. Outside the view the gradient passes through
    /// unchanged; inside, it goes through the operation whose result was written.
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

        internal override void Run(InputGradients inputs)
        {
            if (Slot.Take(out var owned) is not { } grad) return;
            if (!owned || !inputs.MayReuse || !grad.IsContiguous)
            {
                Backward(grad, inputs);
                return;
            }

            // This node owns the gradient, so it overwrites the part in place and passes the rest on without a copy.
            var part = _part.DataOf(grad);
            var grads = new CapturedGradients(_written.InputCount);
            for (var i = 0; i < grads.Values.Length; i++) grads.Wanted[i] = inputs.Needs(i);
            _written.Backward(part.CopyData(), new InputGradients(grads));
            part.FillData(0);
            if (grads.Values[0] is { } inside) part.ScatterAddStrided(inside.To(grad._dtype).ExpandTo(_part.Shape));
            inputs.SetOwned(0, grad);
            for (var i = 1; i < grads.Values.Length; i++)
                inputs.Set(i, grads.Values[i]);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var slice = _part.Of(grad.Contiguous());
            var grads = new CapturedGradients(_written.InputCount);
            for (var i = 0; i < grads.Values.Length; i++) grads.Wanted[i] = inputs.Needs(i);
            _written.Backward(slice, new InputGradients(grads));
            if (inputs.Needs(0)) inputs.SetOwned(0, Replace(grad, grads.Values[0]));

            for (var i = 1; i < grads.Values.Length; i++)
                inputs.Set(i, grads.Values[i]);
        }

        /// <summary>
        /// Returns a copy of the gradient in which the part of the view is replaced by another gradient, or by zeros.
        /// </summary>
        private Tensor Replace(Tensor grad, Tensor? inside)
        {
            var result = grad.Clone();
            var view = _part.Of(result);
            if (inside is null) view.FillInPlace(0);
            else view.CopyInPlace(inside);
            return result;
        }
    }
}
