namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The elements at some places in row-major order, whatever the dimensions are.</summary>
    /// <param name="index">The places, integers; negative count from the end.</param>
    /// <returns>A tensor of the index's shape.</returns>
    /// <remarks>Gradient: zeros with g added at the places.</remarks>
    /// <exception cref="ArgumentException">The index is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside of the tensor.</exception>
    public Tensor Take(Tensor index)
    {
        CheckIsIndex("Take", index);
        var list = ReshapeTo(Shape.Create(Numel));
        return list.Take(new RowSelection(list._shape, AdvancedIndex.Wrapped(index, Numel, 0, "Take"), index._shape), "Take");
    }

    /// <summary>
    /// As <see cref="Gather"/>, with an index that broadcasts with the tensor in all other dimensions: what <see cref="ArgSort"/> and the
    /// indices of a reduction with keepDim select.
    /// </summary>
    /// <param name="indices">Integers, with as many dimensions as the tensor.</param>
    /// <param name="dim">The dimension; none for places in row-major order, as a list.</param>
    /// <remarks>Gradient: zeros with g added at the named elements.</remarks>
    /// <exception cref="ArgumentException">The index has other dimensions, does not broadcast, or is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
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
        var (mine, its) = (_shape.ToArray(), indices._shape.ToArray());
        mine[d] = its[d] = 1;
        var shape = Broadcasting.ResultShape("TakeAlongDim", Shape.Create(mine), Shape.Create(its)).ToArray();
        var (x, index) = (shape.AsSpan().ToArray(), shape);
        (x[d], index[d]) = (_shape.Sizes[d], indices._shape.Sizes[d]);
        var stretched = ExpandTo(Shape.ForResult("TakeAlongDim", x));
        return stretched.Take(stretched.AlongDim("TakeAlongDim", d, indices.ExpandTo(Shape.ForResult("TakeAlongDim", index))), "Gather");
    }
}
