namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view of all windows along a dimension: the window that starts at i·step is index i of that dimension,
    /// and its elements are in a new last dimension.
    /// </summary>
    /// <param name="dimension">The dimension; negative counts from the last.</param>
    /// <param name="size">The size of a window.</param>
    /// <param name="step">
    /// The distance between the starts of two windows; they overlap if it is less than the size.
    /// </param>
    /// <returns>
    /// The dimension's size n becomes (n − size) / step + 1, rounded down; a 0-dimensional tensor gives one window.
    /// </returns>
    /// <remarks>
    /// Gradient: to each element the sum of g over the windows that contain it. Overlapping windows cannot be written
    /// to in place: <see cref="Clone"/> them first.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size is negative or more than the dimension's, the step is not positive, or there is no such dimension.
    /// </exception>
    public Tensor Unfold(int dimension, int size, int step)
    {
        var d = _shape.DimOrScalar(dimension, "Unfold");
        var length = NDim == 0 ? 1 : _shape.Sizes[d];
        if (size < 0 || size > length)
            throw new ArgumentOutOfRangeException(
                nameof(size), $"Unfold: windows of size {size} along dimension {d} with size {length}; use 0 to {length}");
        if (step <= 0) throw new ArgumentOutOfRangeException(nameof(step), $"Unfold: a step of {step}; it must be positive");
        var count = (length - size) / step + 1;
        if (NDim == 0) return ReshapeTo(Shape.Create(1)).DimView(0, 0, size, drop: false);

        int[] sizes = [.. _shape.Sizes, size];
        sizes[d] = count;
        var shape = Shape.ForResult("Unfold", sizes);
        var view = View(shape, Windows(_strides), _offset);
        if (IsRecorded) new SliceNode(this, "UnfoldBackward0", new StridedPart(_shape, shape, Windows(_shape.ContiguousStrides), 0)).SetHistory(view);
        Tracing.Note(view, "dim", d);
        Tracing.Note(view, "step", step);
        return view;

        int[] Windows(int[] strides)
        {
            int[] result = [.. strides, strides[d]];
            if (count > 1) result[d] *= step;
            return result;
        }
    }
}
