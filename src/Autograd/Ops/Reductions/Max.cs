using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The greatest element; NaN if any is NaN.</summary>
    /// <remarks>Gradient: g, shared evenly by the elements that are equal to the result.</remarks>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public Tensor Max() => Extremum<Greatest>("Max");

    /// <summary>
    /// The greatest elements over a dimension, and their indices. Of equal elements the first is taken; NaN wins over
    /// numbers.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>Gradient: g to the element at the index.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) Max(int dim, bool keepDim = false) => Extremum<Greatest>("Max", dim, keepDim);

    /// <summary>
    /// The index of the greatest element, Int64. Of equal elements the first is taken; NaN wins over numbers.
    /// </summary>
    /// <param name="dim">The dimension to reduce; null for the row-major index among all elements.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">There is no element to choose from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor ArgMax(int? dim = null, bool keepDim = false)
    {
        var x = Unrecorded();
        if (dim is { } d) return x.Extremum<Greatest>("ArgMax", d, keepDim).Indices;
        var index = x.ReshapeTo(Shape.Create(Numel)).Extremum<Greatest>("ArgMax", 0, keepDim: false).Indices;
        return keepDim ? index.ReshapeTo(ReductionPlan.Of("ArgMax", _shape, []).KeptShape) : index;
    }
}
