namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Exactly <paramref name="sections"/> views along a dimension, the first ones longer by 1 if it does not come out even.</summary>
    /// <param name="sections">The number of parts; NumPy's <c>array_split</c>.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the gradients of the parts, one after the other.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or there is no such dimension.</exception>
    public Tensor[] TensorSplit(int sections, int dim = 0)
    {
        var d = _shape.Dim(dim, "TensorSplit");
        if (sections <= 0)
            throw new ArgumentOutOfRangeException(nameof(sections), $"TensorSplit: {sections} sections; there must be at least one");
        return SplitEvenly(sections, d);
    }

    /// <summary>Views along a dimension, cut in front of each of the given indices.</summary>
    /// <param name="indices">
    /// As the ends of slices: negative counts from the end, and what is out of range is as good as the end. Where an index is not behind
    /// the one before it, the part between them is empty.
    /// </param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <returns>One part more than there are indices.</returns>
    /// <remarks>Gradient: zeros with the gradient of each part in its place, summed.</remarks>
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
