using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The median of all elements: of an even number, the lower of the two in the middle. NaN if there is one, or no element.</summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor is of integers and has no element.</exception>
    public Tensor Median() => MedianOfAll("Median", new MedianRank());

    /// <summary>
    /// The medians over a dimension, and where they are: of an even number, the lower of the two in the middle; NaN if there is one.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True if it stays, with size 1.</param>
    /// <returns>The elements, and their Int64 indices; of equal elements that which a stable sort puts there.</returns>
    /// <remarks>Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Median(int dim, bool keepDim = false) =>
        ElementOfRank("Median", _shape.DimOrScalar(dim, "Median"), keepDim, new MedianRank(), "MedianBackward1");

    /// <summary>The median of all elements but NaN; NaN if there are none.</summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor is of integers and has no element.</exception>
    public Tensor NanMedian() => MedianOfAll("NanMedian", new NanMedianRank());

    /// <summary>The medians over a dimension of all elements but NaN, and where they are; NaN where there are none.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True if it stays, with size 1.</param>
    /// <returns>The elements, and their Int64 indices; of equal elements that which a stable sort puts there.</returns>
    /// <remarks>Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) NanMedian(int dim, bool keepDim = false) =>
        ElementOfRank("NanMedian", _shape.DimOrScalar(dim, "NanMedian"), keepDim, new NanMedianRank(), "NanmedianBackward1");

    private Tensor MedianOfAll<TRank>(string op, TRank rank) where TRank : struct, IRank
    {
        if (Numel == 0)
        {
            if (!_dtype.IsFloatingPoint())
                throw new ArgumentException(
                    $"{op}: shape {_shape} has no element to choose from, and {_dtype} no NaN; convert with To(DType.Float32)");
            return Sum() * double.NaN;
        }

        var list = Alias().InMemoryOrder();
        var median = list.ReshapeTo(Shape.Create(Numel)).ElementOfRank(op, 0, keepDim: false, rank, "MedianBackward0").Values;
        if (IsRecorded) new ExtremumNode(this, median, op == "Median" ? "MedianBackward0" : "NanmedianBackward0").Produce(median);
        return median;
    }
}
