using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sorted elements along a dimension, and their indices in the input.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="descending">True to put the greatest first.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>
    /// Always stable: equal elements stay in their order (PyTorch's <c>stable=True</c>). NaN counts as greater than all
    /// numbers. A radix sort, in time proportional to the number of elements. Gradient: each g goes to the element that
    /// moved there.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Sort(int dim = -1, bool descending = false)
    {
        var at = _shape.DimOrScalar(dim, "Sort");
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().Sort(dim, descending);
            return (bytes.To(DType.Bool), byteIndices);
        }

        var indices = Uninitialized<long>(_shape);
        var values = ExpandContiguous(_shape).OnNumbers<SortAction, Tensor>("Sort", new SortAction(new OuterDimInner(_shape.Sizes, at), descending, indices));
        if (IsRecorded) new TakeNode(this, new DimSelection(_shape, indices, at), "Sort").SetHistory(values);
        if (Tracing.IsActive) Tracing.Record(indices, "TopKIndices", [this], ("dim", at), ("largest", descending));
        Tracing.Note(values, "largest", descending);
        return (values, indices);
    }

    /// <summary>
    /// The indices that sort the elements along a dimension, Int64. Stable; NaN counts as greater than all numbers.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="descending">True to put the greatest first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor ArgSort(int dim = -1, bool descending = false)
    {
        var walk = new OuterDimInner(_shape.Sizes, _shape.DimOrScalar(dim, "ArgSort"));
        var x = _dtype == DType.Bool ? AsBytes() : this;
        var indices = x.ExpandContiguous(_shape).OnNumbers<ArgSortAction, Tensor>("ArgSort", new ArgSortAction(walk, descending));
        return Tracing.IsActive
            ? Tracing.Record(indices, "TopKIndices", [this], ("dim", _shape.DimOrScalar(dim, "ArgSort")), ("largest", descending))
            : indices;
    }

    private readonly struct SortAction(OuterDimInner walk, bool descending, Tensor indices) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(x._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            SortRows.Sort(xData.Span<T>(), walk, descending, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }

    private readonly struct ArgSortAction(OuterDimInner walk, bool descending) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var indices = Uninitialized<long>(x._shape);
            using var xData = x.Read();
            using var indicesData = indices.Write();
            SortRows.Sort<T>(xData.Span<T>(), walk, descending, [], indicesData.Span<long>());
            return indices;
        }
    }
}
