namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view in which dimensions of size 1 are expanded and new ones are added in front, without copying.
    /// </summary>
    /// <param name="shape">The sizes; −1 keeps the size of a dimension.</param>
    /// <remarks>Gradient: g, summed over the expanded dimensions.</remarks>
    /// <exception cref="ArgumentException">A dimension of another size than 1 would have to change.</exception>
    public Tensor Expand(params ReadOnlySpan<int> shape)
    {
        Shape.CheckRank("Expand", shape.Length);
        Span<int> sizes = stackalloc int[shape.Length];
        var lead = shape.Length - NDim;
        for (var d = 0; d < sizes.Length; d++)
        {
            if (shape[d] == -1 && d < lead)
                throw new ArgumentException($"Expand: -1 in a new dimension of {Shape.Format(shape)}; only existing ones can keep their size");
            sizes[d] = shape[d] == -1 ? _shape.Sizes[d - lead] : shape[d];
        }

        return ExpandTo(Shape.ForResult("Expand", sizes));
    }

    internal Tensor ExpandTo(Shape shape)
    {
        if (shape.Equals(_shape)) return this;
        if (!Broadcasting.CanExpand(_shape, shape))
            throw new ArgumentException(
                $"Expand: shape {_shape} cannot be stretched to {shape}; only sizes of 1 can grow, from the last dimension on");
        var strides = new int[shape.Count];
        Broadcasting.ExpandStrides(_shape.Sizes, _strides, shape.Sizes, strides);
        var view = View(shape, strides, _offset);
        if (IsRecorded) new ExpandNode(this).SetHistory(view);
        return view;
    }

    private sealed class ExpandNode : Node
    {
        public ExpandNode(Tensor input) => Connect(0, input);

        public override string Name => "ExpandBackward0";

        // The engine sums a gradient to the shape of the input, so nothing is left to do here.
        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad);
    }
}
