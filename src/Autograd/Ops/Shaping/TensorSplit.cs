namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Splits a dimension into exactly <paramref name="sections"/> views; the first ones are longer by 1 if the number
    /// does not divide the size.
    /// </summary>
    /// <param name="sections">The number of parts; NumPy's <c>array_split</c>.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number is not positive, or there is no such dimension.
    /// </exception>
    public Tensor[] TensorSplit(int sections, int dim = 0)
    {
        var d = _shape.Dim(dim, "TensorSplit");
        if (sections <= 0)
            throw new ArgumentOutOfRangeException(nameof(sections), $"TensorSplit: {sections} sections; there must be at least one");
        return SplitEvenly(sections, d);
    }

    /// <summary>Splits a dimension into views before each of the given indices.</summary>
    /// <param name="indices">
    /// The ends of slices: negative counts from the end, and out-of-range indices are clamped. Where an index is not
    /// greater than the one before it, the part between them is empty.
    /// </param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <returns>One part more than there are indices.</returns>
    /// <remarks>Gradient: the sum over the parts of zeros with the gradient of the part at its indices.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor[] TensorSplit(ReadOnlySpan<int> indices, int dim = 0)
    {
        var d = _shape.Dim(dim, "TensorSplit");
        return SplitAt(indices, d);
    }

    private Tensor[] SplitEvenly(int sections, int dim)
    {
        var (least, longer) = Math.DivRem(_shape.Sizes[dim], sections);
        var sizes = new int[Shape.CheckSize("TensorSplit", sections)];
        for (var i = 0; i < sections; i++) sizes[i] = i < longer ? least + 1 : least;
        return SplitInto(sizes, dim);
    }

    private Tensor[] SplitAt(ReadOnlySpan<int> indices, int dim)
    {
        var size = _shape.Sizes[dim];
        var views = new Tensor[indices.Length + 1];
        var start = 0;
        for (var i = 0; i < views.Length; i++)
        {
            var end = size;
            if (i < indices.Length) end = Math.Clamp(indices[i] < 0 ? indices[i] + size : indices[i], 0, size);
            views[i] = DimView(dim, start, Math.Max(end - start, 0), drop: false);
            start = end;
        }

        return views;
    }
}
