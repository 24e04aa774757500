using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The <paramref name="k"/> greatest or smallest elements along a dimension, and their indices.</summary>
    /// <param name="k">The number of elements.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="largest">
    /// True for the greatest, false for the smallest. NaN counts as greater than all numbers.
    /// </param>
    /// <param name="sorted">
    /// True to order them, the best first; false to leave them in their order along the dimension.
    /// </param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>
    /// Of equal elements the first are taken. Selects without sorting, in time proportional to the number of elements.
    /// Gradient: each g goes to the element that was taken. A 0-dimensional tensor gives its number for k = 1 and, as
    /// in PyTorch, for k = 0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it has fewer elements.</exception>
    public (Tensor Values, Tensor Indices) TopK(int k, int dim = -1, bool largest = true, bool sorted = true)
    {
        var at = _shape.DimOrScalar(dim, "TopK");
        var size = NDim == 0 ? 1 : _shape.Sizes[at];
        if (k < 0 || k > size)
            throw new ArgumentOutOfRangeException(nameof(k), $"TopK: {k} elements of dimension {dim} of shape {_shape}, which has {size}");
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().TopK(k, dim, largest, sorted);
            return (bytes.To(DType.Bool), byteIndices);
        }

        // A 0-dimensional tensor gives its number for k = 0 too, as in PyTorch.
        var sizes = _shape.ToArray();
        if (NDim > 0) sizes[at] = k;
        var indices = Uninitialized<long>(Shape.Create(sizes));
        if (NDim == 0) k = 1;
        var action = new TopKAction(new OuterDimInner(_shape.Sizes, at), k, largest, sorted, indices);
        var values = ExpandContiguous(_shape).OnNumbers<TopKAction, Tensor>("TopK", action);
        if (IsRecorded) new TakeNode(this, new DimSelection(_shape, indices, at), "Topk").SetHistory(values);
        if (Tracing.IsActive) Tracing.Record(indices, "TopKIndices", [this], ("dim", at), ("largest", largest));
        Tracing.Note(values, "largest", largest);
        return (values, indices);
    }

    private readonly struct TopKAction(OuterDimInner walk, int count, bool largest, bool sorted, Tensor indices) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(indices._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            if (values.Numel > 0)
                TopKRows.Select(xData.Span<T>(), walk, count, largest, sorted, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }
}
