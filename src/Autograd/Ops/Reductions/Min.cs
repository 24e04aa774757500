using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The smallest element; NaN if any is NaN.</summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public Tensor Min() => Extremum<Smallest>("Min");

    /// <summary>
    /// The smallest elements over a dimension, and their indices. Of equal elements the first is taken; NaN wins over
    /// numbers.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Min(int dim, bool keepDim = false) => Extremum<Smallest>("Min", dim, keepDim);

    /// <summary>
    /// The index of the smallest element, Int64. Of equal elements the first is taken; NaN wins over numbers.
    /// </summary>
    /// <param name="dim">The dimension to reduce; null for the row-major index among all elements.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">There is no element to choose from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor ArgMin(int? dim = null, bool keepDim = false)
    {
        var x = Unrecorded();
        if (dim is { } d) return x.Extremum<Smallest>("ArgMin", d, keepDim).Indices;
        var index = x.ReshapeTo(Shape.Create(Numel)).Extremum<Smallest>("ArgMin", 0, keepDim: false).Indices;
        return keepDim ? index.ReshapeTo(ReductionPlan.Of("ArgMin", _shape, []).KeptShape) : index;
    }
}
