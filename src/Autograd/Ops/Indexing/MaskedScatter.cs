namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the source's elements written, in order, where the mask is true. The tensor and the mask
    /// broadcast.
    /// </summary>
    /// <param name="mask">A Bool tensor.</param>
    /// <param name="source">At least as many elements as the mask has true ones, of the tensor's type.</param>
    /// <remarks>
    /// Gradient: g, exactly zero where the mask is true; to the source g at the true elements, and zeros for the
    /// elements that were not used.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The mask is not Bool, the types differ, the shapes do not broadcast, or the source is too short.
    /// </exception>
    public Tensor MaskedScatter(Tensor mask, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask._dtype != DType.Bool)
            throw new ArgumentException($"MaskedScatter: a mask of type {mask._dtype}; it must be Bool, as a comparison gives it");
        CheckSourceType("MaskedScatter", source);
        var shape = Broadcasting.ResultShape("MaskedScatter", _shape, mask._shape);

        // Indices in row-major order into the flattened tensor.
        var indices = AdvancedIndex.TrueIndices(mask.ExpandTo(shape).ReshapeTo(Shape.Create(shape.Numel)))[0];
        if (indices.Length > source.Numel)
            throw new ArgumentException(
                $"MaskedScatter: a source of {source.Numel} elements for {indices.Length} places where the mask is true; it needs as many");
        var list = ExpandTo(shape).ReshapeTo(Shape.Create(shape.Numel));
        var values = source.ReshapeTo(Shape.Create(source.Numel)).Narrow(0, 0, indices.Length);
        return list.Overwrite(new RowSelection(list._shape, indices, values._shape), values, "MaskedScatterBackward0").ReshapeTo(shape);
    }

    /// <summary>
    /// Writes a number where the mask is true, in place; see <see cref="MaskedFill(Tensor, Scalar)"/>.
    /// </summary>
    /// <param name="mask">A Bool tensor that broadcasts to this one's shape.</param>
    /// <param name="value">The number, which is converted to the tensor's type.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The mask is not Bool, or does not broadcast to this shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor MaskedFillInPlace(Tensor mask, Scalar value) => MaskedFillInPlace(mask, NumberOf(value, _dtype, "MaskedFillInPlace"));

    /// <summary>Writes the value of a 0-dimensional tensor where the mask is true, in place.</summary>
    /// <param name="mask">A Bool tensor that broadcasts to this one's shape.</param>
    /// <param name="value">A 0-dimensional tensor, which is converted to this tensor's type.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The mask is not Bool, it does not broadcast to this shape, or the value has dimensions.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor MaskedFillInPlace(Tensor mask, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckWritable("MaskedFillInPlace");
        ArgumentNullException.ThrowIfNull(mask);
        if (value.NDim != 0)
            throw new ArgumentException($"MaskedFillInPlace: a value of shape {value._shape}; it must be a number, as a 0-dimensional tensor is");
        if (mask._dtype != DType.Bool)
            throw new ArgumentException($"MaskedFillInPlace: a mask of type {mask._dtype}; it must be Bool, as a comparison gives it");
        CheckExpandable("MaskedFillInPlace", mask);

        // The gradient of the first operand is that of the old values, so the mask is inverted and this tensor comes
        // first.
        return WriteResult(Where(~mask, this, value, _dtype, "MaskedFill"));
    }
}
