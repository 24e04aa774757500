namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the order of some dimensions reversed. (A reversed view is
    /// <c>x[TensorIndex.Slice(step: -1)]</c>.)
    /// </summary>
    /// <param name="dims">The dimensions, each once.</param>
    /// <remarks>Gradient: g, reversed in the same dimensions.</remarks>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Flip(params ReadOnlySpan<int> dims)
    {
        var strides = _strides.ToArray();
        var offset = _offset;
        var seen = new bool[NDim];
        foreach (var dim in dims)
        {
            var d = _shape.DimOrScalar(dim, "Flip");
            if (NDim == 0) continue;
            if (seen[d]) throw new ArgumentException($"Flip: dimension {d} is named twice in {Shape.Format(dims)}; name each once");
            seen[d] = true;
            offset += (_shape.Sizes[d] - 1) * strides[d];
            strides[d] = -strides[d];
        }

        var result = (Numel == 0 ? this : AliasWith(_shape, strides, offset)).CopyData();
        if (IsRecorded) new FlipNode(this, dims.ToArray()).SetHistory(result);
        return result;
    }

    private sealed class FlipNode : Node
    {
        private readonly int[] _dims;

        public FlipNode(Tensor input, int[] dims)
        {
            _dims = dims;
            Connect(0, input);
        }

        public override string Name => "FlipBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.Flip(_dims));
    }
}
