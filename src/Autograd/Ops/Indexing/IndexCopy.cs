namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the slices of the source written along one dimension at the indices of a list:
    /// y[.., index[k]] = source[.., k].
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none; where one repeats, the last slice stays.</param>
    /// <param name="source">
    /// The slices to write, as many as there are indices; of the tensor's type, with its sizes in the other dimensions.
    /// </param>
    /// <remarks>
    /// Gradient: g, with zeros where a slice was written; to each slice of the source that stays, g at its index, and 0
    /// to the others.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexCopy(int dim, Tensor index, Tensor source)
    {
        if (Autocast.IsEnabled && source is not null && _dtype != source._dtype && _dtype.IsFloatingPoint() && source._dtype.IsFloatingPoint())
        {
            var widest = DTypes.Promote(_dtype, source._dtype);
            return To(widest).IndexCopy(dim, index, source.To(widest));
        }

        var (target, selection, values) = AtIndices("IndexCopy", dim, index, source!);
        return target.Overwrite(selection, values, "IndexCopyBackward0").ReshapeTo(_shape);
    }

    /// <summary>
    /// Writes the slices of the source at the indices of a list, in place; see <see cref="IndexCopy"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor IndexCopyInPlace(int dim, Tensor index, Tensor source)
    {
        CheckWritable("IndexCopyInPlace");
        var (target, selection, values) = AtIndices("IndexCopyInPlace", dim, index, source);
        target.OverwriteInPlace(selection, values, "IndexCopyBackward0");
        return this;
    }

    /// <summary>
    /// Returns a copy with a number written along one dimension at the indices of a list: y[.., index[k]] = value.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none; negative count from the end.</param>
    /// <param name="value">The number, which is converted to the tensor's type.</param>
    /// <remarks>Gradient: g, with zeros where the number was written.</remarks>
    /// <exception cref="ArgumentException">
    /// The index has more than one dimension, or is not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexFill(int dim, Tensor index, Scalar value) => IndexFill(dim, NotNull(index), NumberOf(value, _dtype, "IndexFill"));

    /// <summary>Returns a copy with the value of a 0-dimensional tensor written at the indices of a list.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none; negative count from the end.</param>
    /// <param name="value">A 0-dimensional tensor, which is converted to this tensor's type.</param>
    /// <remarks>
    /// Gradient: g, with zeros where the number was written; to the number, the sum of g there (PyTorch counts an
    /// element once for each time that its index repeats).
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The index has more than one dimension, or is not of an integer type, or the value has dimensions.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexFill(int dim, Tensor index, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(value);
        var (target, selection, number) = FillArguments("IndexFill", dim, index, value);
        return target.Overwrite(selection, number, "IndexFillBackward0").ReshapeTo(_shape);
    }

    /// <summary>
    /// Writes a number at the indices of a list, in place; see <see cref="IndexFill(int, Tensor, Tensor)"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The index has more than one dimension, or is not of an integer type, or the value has dimensions.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor IndexFillInPlace(int dim, Tensor index, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(value);
        CheckWritable("IndexFillInPlace");
        var (target, selection, number) = FillArguments("IndexFillInPlace", dim, index, value);
        target.OverwriteInPlace(selection, number, "IndexFillBackward0");
        return this;
    }

    private (Tensor Target, Selection Selection, Tensor Number) FillArguments(string op, int dim, Tensor index, Tensor value)
    {
        var d = _shape.DimOrScalar(dim, op);
        if (value.NDim != 0)
            throw new ArgumentException($"{op}: a value of shape {value._shape}; it must be a number, as a 0-dimensional tensor is; use IndexCopy");
        var target = NDim == 0 ? ReshapeTo(Shape.Create(1)) : this;
        CheckIsIndex(op, index);
        return (target, target.AtIndices(op, d, UniqueIndices(index, target._shape.Sizes[d], d, op)), value.ToAssign(_dtype, op));
    }

    /// <summary>
    /// Returns the indices as non-negative ones, each once, so that the gradient of the written number counts each
    /// element once.
    /// </summary>
    private static Tensor UniqueIndices(Tensor index, int size, int dim, string op)
    {
        if (index.NDim > 1) return index;
        var isNamed = new bool[size];
        var indices = AdvancedIndex.Wrapped(index, size, dim, op);
        using var indicesData = indices.Read();
        foreach (var i in indicesData.Span<int>()) isNamed[i] = true;
        var named = new List<long>();
        for (var i = 0; i < size; i++)
            if (isNamed[i]) named.Add(i);
        return From(named);
    }

    /// <summary>
    /// Returns the target, the selection of a list of indices, and the source to write there. A 0-dimensional tensor
    /// counts as a list of one number.
    /// </summary>
    private (Tensor Target, Selection Selection, Tensor Source) AtIndices(string op, int dim, Tensor index, Tensor source)
    {
        var d = _shape.DimOrScalar(dim, op);
        CheckSourceType(op, source);
        var target = NDim == 0 ? ReshapeTo(Shape.Create(1)) : this;
        var selection = target.AtIndices(op, d, index);
        if (source.NDim == 0 && selection.ResultShape.Count == 1) source = source.ReshapeTo(Shape.Create(1));
        if (!source._shape.Equals(selection.ResultShape))
            throw new ArgumentException(
                $"{op}: a source of shape {source._shape} for {index.Numel} indices along dimension {d} of shape {_shape}; "
                + $"it must have shape {selection.ResultShape}");
        return (target, selection, source);
    }
}
