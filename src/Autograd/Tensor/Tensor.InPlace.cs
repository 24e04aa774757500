using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Copies another tensor, which is broadcast and converted to this tensor's type, into this one; <c>copy_</c>.
    /// </summary>
    /// <remarks>
    /// Every view of the same memory changes, and the copy is part of the graph. Gradient: zero to the old values, g to
    /// the source.
    /// </remarks>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The source cannot be broadcast to this shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor CopyInPlace(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckWritable("CopyInPlace");
        CheckExpandable("CopyInPlace", source);
        var recorded = AnyRecorded(this, source);
        if (recorded) source._gradFn?.Preserve(this);
        var values = source.ToAssign(_dtype, "CopyInPlace");
        WriteData(values);
        CompleteWrite(recorded ? new CopyNode(values) : null);
        return this;
    }

    /// <summary>Sets every element to a number; <c>fill_</c>. Gradient: zero to the old values.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The tensor's type is an integer too narrow for the number.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor FillInPlace(Scalar value)
    {
        CheckWritable("FillInPlace");
        value.CheckFits(_dtype, "FillInPlace");
        var recorded = IsRecorded;
        FillData(value);
        var node = recorded ? new FillNode() : null;
        if (node is not null) Tracing.Current?.Note(node, "value", value);
        CompleteWrite(node);
        return this;
    }

    /// <summary>Sets every element to zero.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ZeroInPlace() => FillInPlace(0);

    /// <summary>x ← x + other. Every view of the same memory changes, and the sum is part of the graph.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, or its type would widen this one's.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor AddInPlace(Tensor other) => UpdateInPlace<AddOp>(NotNull(other));

    /// <summary>x ← x − other; see <see cref="AddInPlace(Tensor)"/>.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, or its type would widen this one's.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor SubInPlace(Tensor other) => UpdateInPlace<SubOp>(NotNull(other));

    /// <summary>
    /// x ← x + alpha·other; see <see cref="Add(Tensor, Scalar)"/> and <see cref="AddInPlace(Tensor)"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, its type would widen this one's, or integers are to be
    /// scaled by a fraction.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor AddInPlace(Tensor other, Scalar alpha) => UpdateInPlace<AddOp>(ScaledOperand("AddInPlace", NotNull(other), alpha));

    /// <summary>
    /// x ← x − alpha·other; see <see cref="Sub(Tensor, Scalar)"/> and <see cref="AddInPlace(Tensor)"/>.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, its type would widen this one's, or integers are to be
    /// scaled by a fraction.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor SubInPlace(Tensor other, Scalar alpha) => UpdateInPlace<SubOp>(ScaledOperand("SubInPlace", NotNull(other), alpha));

    /// <summary>x ← x · other; see <see cref="AddInPlace(Tensor)"/>.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, or its type would widen this one's.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor MulInPlace(Tensor other) => UpdateInPlace<MulOp>(NotNull(other));

    /// <summary>x ← x / other, of floating tensors; see <see cref="AddInPlace(Tensor)"/>.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The other tensor cannot be broadcast to this shape, or the tensor is not floating.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor DivInPlace(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CheckWritable("DivInPlace");
        CheckExpandable("DivInPlace", other);
        if (!_dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"DivInPlace: the quotient is floating, and the tensor is {_dtype}; divide out of place, or convert it first");
        return WriteResult(FloatBinary<DivOp>(this, other.To(_dtype)));
    }

    private Tensor UpdateInPlace<TOp>(Tensor other) where TOp : struct, IBinaryOp<TOp>
    {
        var op = TOp.Name + "InPlace";
        CheckWritable(op);
        CheckExpandable(op, other);
        var type = DTypes.ResultType(_dtype, NDim == 0, other._dtype, other.NDim == 0);
        if ((type.IsFloatingPoint() && !_dtype.IsFloatingPoint()) || (_dtype == DType.Bool && type != DType.Bool))
            throw new ArgumentException($"{op}: the result is {type} and cannot be stored in {_dtype}; compute out of place, or convert the tensor");
        var operand = other.To(_dtype);
        if (AnyRecorded(this, operand) || !IsContiguous || !operand.IsContiguous || !operand._shape.Equals(_shape))
        {
            return WriteResult(Binary<TOp>(this, operand));
        }

        // The fast path of a hand-written optimizer: same shapes, contiguous, not recorded, so no result is allocated.
        operand = CopyIfOverlapping(operand);
        using var data = Write();
        using var operandData = operand.Read();
        switch (_dtype)
        {
            case DType.Float32: TOp.Forward<float>(default, data.Span<float>(), operandData.Span<float>(), data.Span<float>()); break;
            case DType.Float64: TOp.Forward<double>(default, data.Span<double>(), operandData.Span<double>(), data.Span<double>()); break;
            default: WriteData(Binary<TOp>(this, operand)); break;
        }

        BumpVersion();
        return this;
    }

    /// <summary>
    /// Completes an operation in place that was computed out of place: copies the result's data into this tensor, and
    /// makes the result's node this tensor's history.
    /// </summary>
    private Tensor WriteResult(Tensor result)
    {
        result._gradFn?.Preserve(this);
        WriteData(result);
        CompleteWrite(result._gradFn);
        return this;
    }

    /// <summary>A copy of the data with this tensor's <see cref="GradFn"/>.</summary>
    internal Tensor Snapshot()
    {
        var copy = CopyData();
        if (GradFn is { } node) copy.SetGradFn(node, _outputIndex);
        return copy;
    }

    private void CheckExpandable(string op, Tensor source)
    {
        if (!ReferenceEquals(source._shape, _shape) && !Broadcasting.CanExpand(source._shape, _shape)
            && !(source.Numel == 1 && Numel == 1))
            throw new ArgumentException(
                $"{op}: a value of shape {source._shape} does not broadcast to shape {_shape}; its sizes must be those, or 1");
    }

    /// <summary>Copies data of this tensor's type, broadcast, without changing the graph or the version.</summary>
    private void WriteData(Tensor values)
    {
        values = CopyIfOverlapping(values);
        switch (_dtype)
        {
            case DType.Bool: WriteData<bool>(values); break;
            case DType.UInt8: WriteData<byte>(values); break;
            case DType.Int8: WriteData<sbyte>(values); break;
            case DType.Int16: WriteData<short>(values); break;
            case DType.Int32: WriteData<int>(values); break;
            case DType.Int64: WriteData<long>(values); break;
            case DType.Float16: WriteData<System.Half>(values); break;
            case DType.BFloat16: WriteData<BFloat16>(values); break;
            case DType.Float32: WriteData<float>(values); break;
            default: WriteData<double>(values); break;
        }
    }

    private void WriteData<T>(Tensor values) where T : unmanaged
    {
        if (values.Numel == 1)
        {
            using var valuesData = values.Read();
            var value = valuesData.Buffer<T>()[values._offset];
            FillWith(value);
            return;
        }

        Span<int> strides = stackalloc int[NDim];
        Broadcasting.ExpandStrides(values._shape.Sizes, values._strides, _shape.Sizes, strides);
        var expanded = values.AliasWith(_shape, strides.ToArray(), values._offset);
        using var data = Write();
        if (IsContiguous)
        {
            expanded.CopyTo(data.Span<T>());
            return;
        }

        expanded = expanded.Contiguous();
        using var expandedData = expanded.Read();
        Strided.Scatter(expandedData.Span<T>(), data.Buffer<T>(), _offset, _shape.Sizes, _strides);
    }

    /// <summary>Adds a gradient of the same shape and type to this one, unrecorded.</summary>
    /// <remarks>
    /// An operation of the user may have saved a gradient that was exposed, so the write increments the version. A
    /// gradient that was never exposed and has no identity yet cannot have been saved, and the identity is not
    /// allocated for it.
    /// </remarks>
    internal void AccumulateInPlace(Tensor grad)
    {
        grad = CopyIfOverlapping(grad);
        if (_dtype == DType.Float32) AccumulateInPlace<float>(grad.Contiguous());
        else if (_dtype.IsReducedFloatingPoint()) WriteData(ZipReduced<AddOp>(default, Alias(), grad));
        else AccumulateInPlace<double>(grad.Contiguous());
        if (_storage.Identity is not null || _isExposed) BumpVersion();
    }

    private void AccumulateInPlace<T>(Tensor grad) where T : unmanaged, INumber<T>
    {
        if (IsContiguous)
        {
            Apply<T, T, BinaryKernel<AddOp, T>>(default, this, grad, this);
            return;
        }

        using var data = Write();
        using var gradData = grad.Read();
        Strided.ScatterAdd(gradData.Span<T>(), data.Buffer<T>(), _offset, _shape.Sizes, _strides);
    }

    /// <summary>Adds a gradient to this view, whose elements may overlap in memory.</summary>
    private void ScatterAddStrided(Tensor grad)
    {
        if (_dtype.IsReducedFloatingPoint())
        {
            ScatterAddReduced(grad);
            return;
        }

        grad = grad.Contiguous();
        using var gradData = grad.Read();
        using var data = Write();
        if (_dtype == DType.Float32) Strided.ScatterAdd(gradData.Span<float>(), data.Buffer<float>(), _offset, _shape.Sizes, _strides);
        else Strided.ScatterAdd(gradData.Span<double>(), data.Buffer<double>(), _offset, _shape.Sizes, _strides);
    }

    /// <summary>
    /// Adds a gradient of 16 bits: the whole memory that the view lies in is summed in Float32 and rounded once.
    /// </summary>
    private void ScatterAddReduced(Tensor grad)
    {
        if (Numel == 0) return;
        var (first, last) = (_offset, _offset);
        for (var d = 0; d < NDim; d++)
        {
            var reach = (_shape.Sizes[d] - 1) * _strides[d];
            (first, last) = (first + Math.Min(reach, 0), last + Math.Max(reach, 0));
        }

        var memory = AliasWith(Shape.Create(last + 1 - first), [1], first);
        var wide = memory.To(DType.Float32);
        wide.AliasWith(_shape, _strides, _offset - first + wide._offset).ScatterAddStrided(grad.To(DType.Float32));
        memory.WriteData(wide.To(_dtype));
    }

    /// <summary>
    /// The node of a copy in place. The old values (input 0) have no gradient; the source (input 1) receives all of it.
    /// </summary>
    private sealed class CopyNode : Node
    {
        public CopyNode(Tensor source)
        {
            InputCount = 2;
            Connect(1, source);
        }

        public override string Name => "CopyBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(1, grad);
    }

    /// <summary>The node of a fill in place, which passes no gradient on.</summary>
    private sealed class FillNode : Node
    {
        public override string Name => "FillBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
        }
    }
}
