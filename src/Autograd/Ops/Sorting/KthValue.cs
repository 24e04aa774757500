using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The <paramref name="k"/>-th smallest elements over a dimension, and their indices. NaN counts as greater than
    /// all numbers.
    /// </summary>
    /// <param name="k">The rank, from 1 for the smallest.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>
    /// The elements, and their Int64 indices; of equal elements, the one that a stable sort would put at that rank.
    /// </returns>
    /// <remarks>Selects without sorting. Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it has no k-th element.</exception>
    public (Tensor Values, Tensor Indices) KthValue(int k, int dim = -1, bool keepDim = false)
    {
        var at = _shape.DimOrScalar(dim, "KthValue");
        var size = NDim == 0 ? 1 : _shape.Sizes[at];
        if (k < 1 || k > size)
            throw new ArgumentOutOfRangeException(
                nameof(k), $"KthValue: element {k} of dimension {dim} of shape {_shape}; use 1 to {size}");
        return ElementOfRank("KthValue", at, keepDim, new FixedRank(k - 1), "KthvalueBackward0");
    }

    /// <summary>The elements of a rank over a dimension, and their indices.</summary>
    private (Tensor Values, Tensor Indices) ElementOfRank<TRank>(string op, int dim, bool keepDim, TRank rank, string name)
        where TRank : struct, IRank
    {
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().ElementOfRank(op, dim, keepDim, rank, name);
            return (bytes.To(DType.Bool), byteIndices);
        }

        if (NDim > 0 && _shape.Sizes[dim] == 0)
            throw new ArgumentException($"{op}: dim {dim} of shape {_shape} has no element to choose from; it needs at least one");
        var indices = Uninitialized<long>(ReductionPlan.Of(op, _shape, [dim]).ResultShape(keepDim));
        var action = new RankAction<TRank>(new OuterDimInner(_shape.Sizes, dim), rank, indices);
        var values = ExpandContiguous(_shape).OnNumbers<RankAction<TRank>, Tensor>(op, action);
        if (IsRecorded) new TakeExtremumNode(this, indices, dim, isScatter: false, name).SetHistory(values);
        return (values, indices);
    }

    private readonly struct RankAction<TRank>(OuterDimInner walk, TRank rank, Tensor indices) : INumberAction<Tensor> where TRank : struct, IRank
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(indices._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            RankRows.Find(xData.Span<T>(), walk, rank, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }
}
