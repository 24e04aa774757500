namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The tensor with the source's elements, one after the other, in the places where the mask is true; the two broadcast.</summary>
    /// <param name="mask">A Bool tensor.</param>
    /// <param name="source">At least as many elements as there are places, of the tensor's type.</param>
    /// <remarks>Gradient: g, exactly zero where the mask is true; to the source g at the places, and zeros for what was left over.</remarks>
    /// <exception cref="ArgumentException">The mask is not Bool, the types or shapes do not fit, or the source is too short.</exception>
    public Tensor MaskedScatter(Tensor mask, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask._dtype != DType.Bool)
            throw new ArgumentException($"MaskedScatter: a mask of type {mask._dtype}; it must be Bool, as a comparison gives it");
        CheckSourceType("MaskedScatter", source);
        var shape = Broadcasting.ResultShape("MaskedScatter", _shape, mask._shape);

        // The places in row-major order, of a list of all elements.
        var places = AdvancedIndex.TrueIndices(mask.ExpandTo(shape).ReshapeTo(Shape.Create(shape.Numel)))[0];
        if (places.Length > source.Numel)
            throw new ArgumentException(
                $"MaskedScatter: a source of {source.Numel} elements for {places.Length} places where the mask is true; it needs as many");
        var list = ExpandTo(shape).ReshapeTo(Shape.Create(shape.Numel));
        var values = source.ReshapeTo(Shape.Create(source.Numel)).Narrow(0, 0, places.Length);
        return list.Overwritten(new RowSelection(list._shape, places, values._shape), values, "MaskedScatterBackward0").ReshapeTo(shape);
    }

    /// <summary>Writes a number where the mask is true, in place; see <see cref="MaskedFill(Tensor, Scalar)"/>.</summary>
    /// <param name="mask">A Bool tensor that broadcasts to this one's shape.</param>
    /// <param name="value">The number, which is converted to the tensor's type.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The mask is not Bool, or does not broadcast to this shape.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a leaf that requires a gradient, and recording is on.</exception>
    public Tensor MaskedFillInPlace(Tensor mask, Scalar value) => MaskedFillInPlace(mask, NumberOf(value, _dtype, "MaskedFillInPlace"));

    /// <summary>Writes the number that a 0-dimensional tensor holds where the mask is true, in place.</summary>
    /// <param name="mask">A Bool tensor that broadcasts to this one's shape.</param>
    /// <param name="value">A 0-dimensional tensor, which is converted to this tensor's type.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The mask is not Bool, it does not broadcast to this shape, or the value has dimensions.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a leaf that requires a gradient, and recording is on.</exception>
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

        // Where this tensor is the first operand, its gradient is that of the old values.
        return WriteResult(Choose(~mask, this, value, _dtype, "MaskedFill"));
    }
}
