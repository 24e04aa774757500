namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the elements at the given indices of the flattened tensor; <c>torch.take</c>.</summary>
    /// <param name="index">Integers, indices in row-major order; negative ones count from the end.</param>
    /// <returns>A tensor of the index's shape.</returns>
    /// <remarks>Gradient: zeros with g added at the indices.</remarks>
    /// <exception cref="ArgumentException">The index is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the tensor.</exception>
    public Tensor Take(Tensor index)
    {
        CheckIsIndex("Take", index);
        var list = ReshapeTo(Shape.Create(Numel));
        return list.Take(new RowSelection(list._shape, AdvancedIndex.Wrapped(index, Numel, 0, "Take"), index._shape), "Take");
    }

    /// <summary>
    /// Gathers along a dimension like <see cref="Gather"/>, with an index that broadcasts with the tensor in all other
    /// dimensions: for the indices of <see cref="ArgSort"/>, or of a reduction with keepDim.
    /// </summary>
    /// <param name="indices">Integers, with as many dimensions as the tensor.</param>
    /// <param name="dim">
    /// The dimension; by default the indices are those of the flattened tensor in row-major order.
    /// </param>
    /// <remarks>Gradient: zeros with g added at the named elements.</remarks>
    /// <exception cref="ArgumentException">
    /// The index has another number of dimensions, does not broadcast, or is not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor TakeAlongDim(Tensor indices, int? dim = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        CheckIsIndex("TakeAlongDim", indices);
        if (dim is null)
        {
            var list = ReshapeTo(Shape.Create(Numel));
            return list.Take(list.AlongDim("TakeAlongDim", 0, indices.ReshapeTo(Shape.Create(indices.Numel))), "Gather");
        }

        var d = _shape.DimOrScalar(dim.Value, "TakeAlongDim");
        if (NDim == 0 || indices.NDim != NDim)
            throw new ArgumentException($"TakeAlongDim: an index of shape {indices._shape} for shape {_shape}; it needs {NDim} dimensions");
        var (sizes, indexSizes) = (_shape.ToArray(), indices._shape.ToArray());
        sizes[d] = indexSizes[d] = 1;
        var shape = Broadcasting.ResultShape("TakeAlongDim", Shape.Create(sizes), Shape.Create(indexSizes)).ToArray();
        var (x, index) = (shape.AsSpan().ToArray(), shape);
        (x[d], index[d]) = (_shape.Sizes[d], indices._shape.Sizes[d]);
        var expanded = ExpandTo(Shape.ForResult("TakeAlongDim", x));
        return expanded.Take(expanded.AlongDim("TakeAlongDim", d, indices.ExpandTo(Shape.ForResult("TakeAlongDim", index))), "Gather");
    }
}
