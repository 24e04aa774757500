namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Reads along one dimension the element that each element of <paramref name="index"/> names:
    /// y[i, j] = x[i, index[i, j]] for dim 1.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">
    /// Integers, with as many dimensions as the tensor; in every other dimension no larger than it.
    /// </param>
    /// <returns>A tensor of the index's shape.</returns>
    /// <remarks>Gradient: zeros with g added at the named elements.</remarks>
    /// <exception cref="ArgumentException">
    /// The index has another number of dimensions, or is larger in another dimension, or is not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor Gather(int dim, Tensor index) => Take(AlongDim("Gather", dim, index), "Gather");

    /// <summary>Selects indices of one dimension in the order of a list, which may repeat them.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none.</param>
    /// <remarks>Gradient: zeros with g added at the indices.</remarks>
    /// <exception cref="ArgumentException">
    /// The index has more than one dimension, or is not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexSelect(int dim, Tensor index)
    {
        var d = _shape.DimOrScalar(dim, "IndexSelect");
        if (NDim > 0) return Take(AtIndices("IndexSelect", d, index), "IndexSelect");
        if (index.Numel != 1)
            throw new ArgumentException($"IndexSelect: {index.Numel} indices of a 0-dimensional tensor, which is one number; pass one");
        return ReshapeTo(Shape.Create(1)).IndexSelect(0, index).ReshapeTo(Shape.Scalar);
    }

    /// <summary>Returns the selection of a list of indices along a dimension.</summary>
    private Selection AtIndices(string op, int dim, Tensor index)
    {
        CheckIsIndex(op, index);
        if (index.NDim > 1)
            throw new ArgumentException($"{op}: an index of shape {index._shape}; it must have one dimension");
        var indices = AdvancedIndex.Checked(index, _shape.Sizes[dim], dim, op);
        return IndexSelection.OfDim(_shape, dim, indices, Shape.Create(indices.Length));
    }

    /// <summary>
    /// Returns the selection of an index that has an entry for each element of the result. A 0-dimensional one counts
    /// as a list of one.
    /// </summary>
    private Selection AlongDim(string op, int dim, Tensor index)
    {
        CheckIsIndex(op, index);
        var d = _shape.DimOrScalar(dim, op);
        var fits = Math.Max(index.NDim, 1) == Math.Max(NDim, 1);
        for (var k = 0; fits && k < Math.Min(index.NDim, NDim); k++) fits = k == d || index._shape.Sizes[k] <= _shape.Sizes[k];
        if (!fits && index.Numel > 0)
            throw new ArgumentException(
                $"{op}: an index of shape {index._shape} for shape {_shape}; it needs {NDim} dimensions, and but for dimension {d} no larger ones");
        return new DimSelection(_shape, index, d, op);
    }

    private static void CheckIsIndex(string op, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (!index._dtype.IsInteger())
            throw new ArgumentException(
                $"{op}: an index of type {index._dtype}; it must be of an integer type, as To(DType.Int64) makes it");
    }
}
