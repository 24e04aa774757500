namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view with explicit sizes, strides and offset into the buffer. The caller ensures that they are in
    /// range.
    /// </summary>
    private Tensor AsStrided(Shape shape, int[] strides, int offset)
    {
        var view = View(shape, strides, offset);
        if (IsRecorded) new AsStridedNode(this, view).SetHistory(view);
        return view;
    }

    /// <summary>
    /// Returns the gradient of a base tensor from that of a view of it: zeros, with the view's gradient added at the
    /// elements of the view.
    /// </summary>
    private static Tensor AsStridedScatter(Tensor grad, StridedPart part)
    {
        var result = Zeros(part.BaseShape, grad._dtype);
        part.DataOf(result).ScatterAddStrided(grad);
        if (grad.IsRecorded) new AsStridedScatterNode(grad, part).SetHistory(result);
        return result;
    }

    /// <summary>
    /// The layout of a view in its base, as if the base were contiguous, because the base's gradient is contiguous.
    /// </summary>
    internal sealed class StridedPart
    {
        /// <summary>Creates a part from its sizes, strides and offset in the contiguous base.</summary>
        public StridedPart(Shape baseShape, Shape shape, int[] strides, int offset)
        {
            BaseShape = baseShape;
            Shape = shape;
            Strides = strides;
            Offset = offset;
        }

        public StridedPart(Tensor @base, Tensor view)
        {
            BaseShape = @base._shape;
            Shape = view._shape;
            if (@base.IsContiguous)
            {
                Strides = view._strides;
                Offset = view._offset - @base._offset;
                return;
            }

            // Each stride of the view is a sum of strides of the base, so offset and strides are translated by
            // decomposing them.
            Strides = new int[view.NDim];
            Offset = Translate(@base, view._offset - @base._offset);
            for (var d = 0; d < Strides.Length; d++)
                Strides[d] = view._shape.Sizes[d] > 1 ? Translate(@base, view._offset + view._strides[d] - @base._offset) - Offset : 1;
        }

        public Shape BaseShape { get; }

        public Shape Shape { get; }

        public int[] Strides { get; }

        public int Offset { get; }

        /// <summary>True if the part is all of the base, in its order.</summary>
        public bool CoversBase => Offset == 0 && Shape.Equals(BaseShape) && Strides.AsSpan().SequenceEqual(BaseShape.ContiguousStrides);

        public Tensor Of(Tensor contiguous) => contiguous.AsStrided(Shape, Strides, contiguous._offset + Offset);

        /// <summary>Returns the part as an alias of its memory that is not recorded.</summary>
        public Tensor DataOf(Tensor contiguous) =>
            contiguous.AliasWith(Shape, Strides, Shape.Numel == 0 ? 0 : contiguous._offset + Offset);

        /// <summary>
        /// Returns the index in the base's row-major order of the element whose position in memory is
        /// <paramref name="distance"/> elements from its start.
        /// </summary>
        private static int Translate(Tensor @base, int distance)
        {
            // Counting from the lowest address makes every stride positive; dividing by the largest stride first then
            // gives the coordinates.
            var sizes = @base._shape;
            var order = Enumerable.Range(0, @base.NDim).Where(d => sizes[d] > 1 && @base._strides[d] != 0)
                .OrderByDescending(d => Math.Abs(@base._strides[d])).ToArray();
            foreach (var d in order)
                if (@base._strides[d] < 0) distance -= (sizes[d] - 1) * @base._strides[d];
            var position = 0;
            foreach (var d in order)
            {
                var stride = Math.Abs(@base._strides[d]);
                var steps = Math.Min(distance / stride, sizes[d] - 1);
                distance -= steps * stride;
                position += (@base._strides[d] < 0 ? sizes[d] - 1 - steps : steps) * sizes.ContiguousStrides[d];
            }

            return position;
        }
    }

    private sealed class AsStridedNode : Node
    {
        private readonly StridedPart _part;

        public AsStridedNode(Tensor @base, Tensor view)
        {
            _part = new StridedPart(@base, view);
            Connect(0, @base);
        }

        public override string Name => "AsStridedBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.SumSoFar(0, _part.BaseShape) is { } sum) _part.DataOf(sum).ScatterAddStrided(grad);
            else inputs.Set(0, AsStridedScatter(grad, _part));
        }
    }

    private sealed class AsStridedScatterNode : Node
    {
        private readonly StridedPart _part;

        public AsStridedScatterNode(Tensor grad, StridedPart part)
        {
            _part = part;
            Connect(0, grad);
        }

        public override string Name => "AsStridedScatterBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, _part.Of(grad.Contiguous()));
    }
}
