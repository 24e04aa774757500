namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the elements of the source written along one dimension at the index:
    /// y[i, index[i, j]] = source[i, j] for dim 1.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">
    /// Integers, with as many dimensions as the tensor; in every other dimension no larger than it.
    /// </param>
    /// <param name="source">
    /// The elements to write, of the tensor's type; no smaller than the index in any dimension.
    /// </param>
    /// <remarks>
    /// Where an index repeats, the last source element stays (PyTorch leaves open which). Gradient: g, with zeros where
    /// an element was written; to each source element that stays, g at its index, and 0 to the others, which have no
    /// effect.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor Scatter(int dim, Tensor index, Tensor source) =>
        Overwrite(AlongDim("Scatter", dim, index), SourceFor("Scatter", index, NotNull(source)), "ScatterBackward0");

    /// <summary>
    /// Returns a copy with a number written along one dimension at the index: y[i, index[i, j]] = value for dim 1.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">
    /// Integers, with as many dimensions as the tensor; in every other dimension no larger than it.
    /// </param>
    /// <param name="value">The number, which is converted to the tensor's type.</param>
    /// <remarks>Gradient: g, with zeros where the number was written.</remarks>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor Scatter(int dim, Tensor index, Scalar value) =>
        Overwrite(AlongDim("Scatter", dim, index), NumberOf(value, _dtype, "Scatter"), "ScatterBackward1");

    /// <summary>
    /// Writes the source along one dimension at the index, in place; see <see cref="Scatter(int, Tensor, Tensor)"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ScatterInPlace(int dim, Tensor index, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckWritable("ScatterInPlace");
        OverwriteInPlace(AlongDim("ScatterInPlace", dim, index), SourceFor("ScatterInPlace", index, source), "ScatterBackward0");
        return this;
    }

    /// <summary>
    /// Writes a number along one dimension at the index, in place; see <see cref="Scatter(int, Tensor, Scalar)"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ScatterInPlace(int dim, Tensor index, Scalar value)
    {
        CheckWritable("ScatterInPlace");
        OverwriteInPlace(AlongDim("ScatterInPlace", dim, index), NumberOf(value, _dtype, "ScatterInPlace"), "ScatterBackward1");
        return this;
    }

    /// <summary>
    /// Returns the part of the source that the index uses. Checks that it covers the index and has this tensor's type.
    /// </summary>
    private Tensor SourceFor(string op, Tensor index, Tensor source)
    {
        CheckSourceType(op, source);
        if (index.Numel == 0) return source.ReshapeTo(Shape.Create(source.Numel)).Narrow(0, 0, 0).ReshapeTo(index._shape);

        // A 0-dimensional tensor counts as a list of one, on either side.
        if (source.NDim == 0 && index.NDim == 1) source = source.ReshapeTo(Shape.Create(1));
        if (source.NDim == 1 && index.NDim == 0 && source.Numel > 0) source = source.Narrow(0, 0, 1).ReshapeTo(Shape.Scalar);
        var fits = source.NDim == index.NDim;
        for (var d = 0; fits && d < index.NDim; d++) fits = source._shape.Sizes[d] >= index._shape.Sizes[d];
        if (!fits)
            throw new ArgumentException(
                $"{op}: a source of shape {source._shape} for an index of shape {index._shape}; it must be as large in every dimension");
        for (var d = 0; d < index.NDim; d++)
            if (source._shape.Sizes[d] != index._shape.Sizes[d]) source = source.Narrow(d, 0, index._shape.Sizes[d]);
        return source;
    }

    private void CheckSourceType(string op, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source._dtype != _dtype)
            throw new ArgumentException($"{op}: a source of type {source._dtype} for a tensor of type {_dtype}; convert it with To");
    }
}
