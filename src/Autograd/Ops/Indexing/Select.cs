namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view of one index of a dimension, which is dropped: <c>x.Select(1, i)</c> is <c>x[.., i]</c>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">The index; negative counts from the end.</param>
    /// <remarks>Gradient: zeros with g at the index.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension or index.</exception>
    public Tensor Select(int dim, int index)
    {
        var d = _shape.Dim(dim, "Select");
        var i = Wrap(index, d, "Select");
        return d == 0 ? SelectRow(i) : DimView(d, i, 1, drop: true);
    }

    /// <summary>
    /// Returns a view of <paramref name="length"/> indices of a dimension, starting with <paramref name="start"/>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="start">The first index; negative counts from the end.</param>
    /// <param name="length">The number of indices.</param>
    /// <remarks>Gradient: zeros with g at the indices.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or the range is not inside of it.
    /// </exception>
    public Tensor Narrow(int dim, int start, int length)
    {
        var d = _shape.Dim(dim, "Narrow");
        var size = _shape.Sizes[d];
        var first = start < 0 ? start + size : start;
        if (first < 0 || length < 0 || first > size - length)
            throw new ArgumentOutOfRangeException(
                nameof(start), $"Narrow: {length} indices from {start} on are not inside dimension {d} with size {size}");
        return DimView(d, first, length, drop: false);
    }

    private Tensor DimView(int dim, int start, int length, bool drop)
    {
        var sizes = drop ? [.. _shape.Sizes[..dim], .. _shape.Sizes[(dim + 1)..]] : _shape.ToArray();
        if (!drop) sizes[dim] = length;
        var shape = Shape.Create(sizes);
        var view = View(shape, Without(_strides), _offset + start * _strides[dim]);
        if (!IsRecorded) return view;
        var contiguous = _shape.ContiguousStrides;
        var part = new StridedPart(_shape, shape, Without(contiguous), start * contiguous[dim]);
        new SliceNode(this, drop ? "SelectBackward0" : "SliceBackward0", part).SetHistory(view);
        return view;

        int[] Without(int[] strides) => drop ? [.. strides[..dim], .. strides[(dim + 1)..]] : strides;
    }
}
