namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Splits a dimension into views of <paramref name="splitSize"/> indices each; the last has the rest.
    /// </summary>
    /// <param name="splitSize">The size of the parts; 0 only for a dimension of size 0, which gives one part.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>
    /// The parts may be written in place, which PyTorch refuses. Gradient: the gradients of the parts, concatenated.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size is not positive, or there is no such dimension.
    /// </exception>
    public Tensor[] Split(int splitSize, int dim = 0)
    {
        var d = _shape.Dim(dim, "Split");
        var size = _shape.Sizes[d];
        if (splitSize == 0 && size == 0) return SplitInto([0], d);
        if (splitSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(splitSize), $"Split: a size of {splitSize}; it must be positive");
        var sizes = new int[Math.Max(1, (int)(((long)size + splitSize - 1) / splitSize))];
        Array.Fill(sizes, splitSize);
        sizes[^1] = size - (sizes.Length - 1) * splitSize;
        return SplitInto(sizes, d);
    }

    /// <summary>Splits a dimension into views of the given sizes.</summary>
    /// <param name="splitSizes">The sizes of the parts, which add up to the dimension's.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentException">A size is negative, or they do not add up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor[] Split(ReadOnlySpan<int> splitSizes, int dim = 0)
    {
        var d = _shape.Dim(dim, "Split");
        long total = 0;
        foreach (var size in splitSizes)
        {
            if (size < 0) throw new ArgumentException($"Split: a size is negative: {Shape.Format(splitSizes)}; each must be 0 or more");
            total += size;
        }

        if (total != _shape.Sizes[d])
            throw new ArgumentException(
                $"Split: sizes {Shape.Format(splitSizes)} add up to {total}, and dimension {d} has size {_shape.Sizes[d]}; they must be the same");
        return SplitInto(splitSizes, d);
    }

    /// <summary>
    /// Splits a dimension into at most <paramref name="chunks"/> views of equal size; the last may be smaller, and
    /// there may be fewer.
    /// </summary>
    /// <param name="chunks">The number of parts.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number is not positive, or there is no such dimension.
    /// </exception>
    public Tensor[] Chunk(int chunks, int dim = 0)
    {
        if (chunks <= 0)
            throw new ArgumentOutOfRangeException(nameof(chunks), $"Chunk: {chunks} chunks; there must be at least one");
        var d = _shape.Dim(dim, "Chunk");
        var size = _shape.Sizes[d];

        // A dimension of size 0 gives as many empty parts as were asked for.
        return size == 0 ? SplitInto(new int[Shape.CheckSize("Chunk", chunks)], d) : Split((int)(((long)size + chunks - 1) / chunks), d);
    }

    private Tensor[] SplitInto(ReadOnlySpan<int> splitSizes, int dim)
    {
        var views = new Tensor[splitSizes.Length];
        var node = IsRecorded && views.Length > 0 ? new SplitNode(this, dim, views.Length) : null;
        var sizes = _shape.ToArray();
        var start = 0;
        for (var i = 0; i < views.Length; i++)
        {
            sizes[dim] = splitSizes[i];
            views[i] = View(Shape.Create(sizes), _strides, _offset + start * _strides[dim]);
            node?.SetHistory(views[i], i);
            start += splitSizes[i];
        }

        return views;
    }

    private sealed class SplitNode : MultiOutputNode
    {
        private readonly int _dim;

        public SplitNode(Tensor input, int dim, int count)
            : base(count)
        {
            _dim = dim;
            Connect(0, input);
        }

        public override string Name => "SplitBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs) =>
            inputs.Set(0, Cat(WithZeros(this, grads), _dim));
    }
}
