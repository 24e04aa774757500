using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The most frequent elements over a dimension (of equally frequent ones the smallest), and the indices of their
    /// last occurrences.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>
    /// All NaNs count as one value, greater than all numbers. Gradient: g to the element at the index.
    /// </remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Mode(int dim = -1, bool keepDim = false)
    {
        var at = _shape.DimOrScalar(dim, "Mode");
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().Mode(dim, keepDim);
            return (bytes.To(DType.Bool), byteIndices);
        }

        if (NDim > 0 && _shape.Sizes[at] == 0)
            throw new ArgumentException($"Mode: dim {dim} of shape {_shape} has no element to choose from; it needs at least one");
        var indices = Uninitialized<long>(ReductionPlan.Of("Mode", _shape, [at]).ResultShape(keepDim));
        var values = ExpandContiguous(_shape).OnNumbers<ModeAction, Tensor>("Mode", new ModeAction(new OuterDimInner(_shape.Sizes, at), indices));
        if (IsRecorded) new TakeExtremumNode(this, indices, at, isScatter: false, "ModeBackward0").SetHistory(values);
        return (values, indices);
    }

    private readonly struct ModeAction(OuterDimInner walk, Tensor indices) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(indices._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            ModeRows.Find(xData.Span<T>(), walk, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }
}
