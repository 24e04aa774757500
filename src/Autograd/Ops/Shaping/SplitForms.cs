namespace Autograd;

// NumPy's names for splitting along the first three dimensions; the number of sections must divide the size.
public sealed partial class Tensor
{
    /// <summary>Splits into equal views along dimension 1, or along dimension 0 of a vector.</summary>
    /// <param name="sections">The number of parts, which divides the size.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor has no dimension, or the number does not divide its size.
    /// </exception>
    public Tensor[] HSplit(int sections) => SplitEvenly(sections, DimToSplit("HSplit", NDim == 1 ? 0 : 1, 1, sections));

    /// <summary>
    /// Splits along dimension 1, or 0 of a vector, before each index; see
    /// <see cref="TensorSplit(ReadOnlySpan{int}, int)"/>.
    /// </summary>
    /// <param name="indices">The indices before which to split.</param>
    /// <exception cref="ArgumentException">The tensor has no dimension.</exception>
    public Tensor[] HSplit(ReadOnlySpan<int> indices) => SplitAt(indices, DimToSplit("HSplit", NDim == 1 ? 0 : 1, 1));

    /// <summary>Splits into equal views along dimension 0 of two or more.</summary>
    /// <param name="sections">The number of parts, which divides the size.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor has fewer than two dimensions, or the number does not divide its size.
    /// </exception>
    public Tensor[] VSplit(int sections) => SplitEvenly(sections, DimToSplit("VSplit", 0, 2, sections));

    /// <summary>
    /// Splits along dimension 0 of two or more, before each index; see
    /// <see cref="TensorSplit(ReadOnlySpan{int}, int)"/>.
    /// </summary>
    /// <param name="indices">The indices before which to split.</param>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public Tensor[] VSplit(ReadOnlySpan<int> indices) => SplitAt(indices, DimToSplit("VSplit", 0, 2));

    /// <summary>Splits into equal views along dimension 2.</summary>
    /// <param name="sections">The number of parts, which divides the size.</param>
    /// <remarks>Gradient: the gradients of the parts, concatenated.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor has fewer than three dimensions, or the number does not divide its size.
    /// </exception>
    public Tensor[] DSplit(int sections) => SplitEvenly(sections, DimToSplit("DSplit", 2, 3, sections));

    /// <summary>
    /// Splits along dimension 2, before each index; see <see cref="TensorSplit(ReadOnlySpan{int}, int)"/>.
    /// </summary>
    /// <param name="indices">The indices before which to split.</param>
    /// <exception cref="ArgumentException">The tensor has fewer than three dimensions.</exception>
    public Tensor[] DSplit(ReadOnlySpan<int> indices) => SplitAt(indices, DimToSplit("DSplit", 2, 3));

    private int DimToSplit(string op, int dim, int leastDims, int sections = 1)
    {
        if (NDim < leastDims)
            throw new ArgumentException($"{op}: shape {_shape} has {NDim} dimensions; it needs at least {leastDims}; use TensorSplit");
        if (sections <= 0 || _shape.Sizes[dim] % sections != 0)
            throw new ArgumentException(
                $"{op}: {sections} sections of dimension {dim} with size {_shape.Sizes[dim]}; the number must divide the size; "
                + "use TensorSplit for sections of different sizes");
        return dim;
    }
}
