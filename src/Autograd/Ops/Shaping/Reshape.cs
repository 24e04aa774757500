namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the same elements in another shape: a view if the strides allow it, otherwise a copy.</summary>
    /// <param name="shape">The sizes; one may be −1 and follows from the others.</param>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> shape) => ReshapeTo(InferShape("Reshape", shape));

    /// <summary>Returns a view of the same memory in another shape; never a copy.</summary>
    /// <param name="shape">The sizes; one may be −1 and follows from the others.</param>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    /// <exception cref="ArgumentException">
    /// The elements do not fill the shape, or their order in memory does not allow a view of it.
    /// </exception>
    public Tensor View(params ReadOnlySpan<int> shape)
    {
        var target = InferShape("View", shape);
        return ViewTo<ViewName>(target) ?? throw new ArgumentException(
            $"View: shape {_shape} with strides {Shape.Format(_strides)} cannot be seen as {target} without a copy; use Reshape");
    }

    /// <summary>Merges the dimensions from <paramref name="startDim"/> to <paramref name="endDim"/> into one.</summary>
    /// <exception cref="ArgumentException">They are in the wrong order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Flatten(int startDim = 0, int endDim = -1)
    {
        var start = _shape.DimOrScalar(startDim, "Flatten");
        var end = _shape.DimOrScalar(endDim, "Flatten");
        if (NDim == 0) return ReshapeTo(Shape.Create(1));
        if (start > end) throw new ArgumentException($"Flatten: startDim {startDim} comes after endDim {endDim}; exchange them");
        var merged = 1;
        for (var d = start; d <= end; d++) merged *= _shape.Sizes[d];
        return ReshapeTo(Shape.Create([.. _shape.Sizes[..start], merged, .. _shape.Sizes[(end + 1)..]]));
    }

    /// <summary>Returns a view with a dimension of size 1 inserted.</summary>
    /// <param name="dim">
    /// The index of the new dimension; negative counts from the end of the result's dimensions.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    public Tensor Unsqueeze(int dim)
    {
        Shape.CheckRank("Unsqueeze", NDim + 1);
        var at = dim < 0 ? dim + NDim + 1 : dim;
        if ((uint)at > (uint)NDim)
            throw new ArgumentOutOfRangeException(nameof(dim), $"Unsqueeze: dim {dim} for shape {_shape}; use {-NDim - 1} to {NDim}");
        return ViewTo<UnsqueezeName>(Shape.Create([.. _shape.Sizes[..at], 1, .. _shape.Sizes[at..]]))!;
    }

    /// <summary>Returns a view without the dimensions of size 1.</summary>
    public Tensor Squeeze()
    {
        Span<int> sizes = stackalloc int[NDim];
        var n = 0;
        foreach (var size in _shape.Sizes)
            if (size != 1) sizes[n++] = size;
        return n == NDim ? this : ViewTo<SqueezeName>(Shape.Create(sizes[..n]))!;
    }

    /// <summary>
    /// Returns a view without dimension <paramref name="dim"/> if its size is 1; otherwise the tensor itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Squeeze(int dim) => SqueezeAs<SqueezeDimName>(dim);

    private Tensor SqueezeAs<TName>(int dim) where TName : struct, INodeName
    {
        var at = _shape.DimOrScalar(dim, "Squeeze");
        return NDim == 0 || _shape.Sizes[at] != 1
            ? this
            : ViewTo<TName>(Shape.Create([.. _shape.Sizes[..at], .. _shape.Sizes[(at + 1)..]]))!;
    }

    internal Tensor ReshapeTo(Shape shape) =>
        shape.Equals(_shape) ? this : ViewTo<ViewName>(shape) ?? Clone().ViewTo<ViewName>(shape)!;

    private Tensor? ViewTo<TName>(Shape shape) where TName : struct, INodeName
    {
        if (StridesFor(shape) is not { } strides) return null;
        var view = View(shape, strides, _offset);
        if (IsRecorded) new ViewNode<TName>(this).SetHistory(view);
        return view;
    }

    private Shape InferShape(string op, ReadOnlySpan<int> shape)
    {
        Shape.CheckRank(op, shape.Length);
        var unknown = shape.IndexOf(-1);
        long known = 1;
        for (var d = 0; d < shape.Length; d++)
        {
            if (d == unknown) continue;
            if (shape[d] < 0) throw new ArgumentException($"{op}: shape {Shape.Format(shape)}; only one size may be -1, and none less");
            known *= shape[d];
        }

        if (unknown < 0 ? known != Numel : known == 0 || Numel % known != 0)
            throw new ArgumentException(
                $"{op}: {Numel} elements of shape {_shape} do not fill shape {Shape.Format(shape)}; its sizes must multiply up to {Numel}");
        if (unknown < 0) return Shape.Create(shape);
        Span<int> sizes = stackalloc int[shape.Length];
        shape.CopyTo(sizes);
        sizes[unknown] = (int)(Numel / known);
        return Shape.Create(sizes);
    }

    /// <summary>Returns the strides of a view of this memory in another shape, or null if there are none.</summary>
    private int[]? StridesFor(Shape shape)
    {
        if (IsContiguous) return shape.ContiguousStrides;
        if (Numel == 0) return shape.ContiguousStrides;
        var old = _shape.Sizes;
        var strides = new int[shape.Count];

        // Walk both shapes from the last dimension. A run of old dimensions with one constant step can be split in any
        // way.
        var target = shape.Count - 1;
        var d = old.Length - 1;
        while (d >= 0)
        {
            var runStride = _strides[d];
            var runSize = old[d];
            while (d > 0 && (old[d - 1] == 1 || _strides[d - 1] == runSize * runStride))
            {
                d--;
                runSize *= old[d];
            }

            d--;
            var filled = 1;
            while (target >= 0 && (filled < runSize || shape.Sizes[target] == 1))
            {
                strides[target] = filled * runStride;
                filled *= shape.Sizes[target];
                target--;
            }

            if (filled != runSize) return null;
        }

        while (target >= 0) strides[target--] = 1;
        return strides;
    }

    /// <summary>Names a node whose class serves several operations.</summary>
    private interface INodeName
    {
        static abstract string Name { get; }
    }

    private readonly struct ViewName : INodeName
    {
        public static string Name => "ViewBackward0";
    }

    private readonly struct UnsqueezeName : INodeName
    {
        public static string Name => "UnsqueezeBackward0";
    }

    private readonly struct SqueezeName : INodeName
    {
        public static string Name => "SqueezeBackward0";
    }

    private readonly struct SqueezeDimName : INodeName
    {
        public static string Name => "SqueezeBackward1";
    }

    private sealed class ViewNode<TName> : Node where TName : struct, INodeName
    {
        private readonly Shape _inputShape;

        public ViewNode(Tensor input)
        {
            _inputShape = input._shape;
            Connect(0, input);
        }

        public override string Name => TName.Name;

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.ReshapeTo(_inputShape));
    }
}
