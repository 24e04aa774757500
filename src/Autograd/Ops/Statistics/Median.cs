using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The median of all elements; for an even number, the lower of the two in the middle. NaN if any is NaN, or for no
    /// elements.
    /// </summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor is of integers and has no element.</exception>
    public Tensor Median() => MedianOfAll("Median", new MedianRank());

    /// <summary>
    /// The medians over a dimension, and their indices; for an even number, the lower of the two in the middle. NaN if
    /// any is NaN.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>
    /// The elements, and their Int64 indices; of equal elements, the one that a stable sort would put in the middle.
    /// </returns>
    /// <remarks>Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Median(int dim, bool keepDim = false) =>
        ElementOfRank("Median", _shape.DimOrScalar(dim, "Median"), keepDim, new MedianRank(), "MedianBackward1");

    /// <summary>The median of all elements that are not NaN; NaN if there are no such elements.</summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor is of integers and has no element.</exception>
    public Tensor NanMedian() => MedianOfAll("NanMedian", new NanMedianRank());

    /// <summary>
    /// The medians over a dimension of all elements that are not NaN, and their indices; NaN where there are no such
    /// elements.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>
    /// The elements, and their Int64 indices; of equal elements, the one that a stable sort would put in the middle.
    /// </returns>
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
        if (IsRecorded) new ExtremumNode(this, median, op == "Median" ? "MedianBackward0" : "NanmedianBackward0").SetHistory(median);
        return median;
    }
}
