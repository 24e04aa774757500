using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Takes each element from <paramref name="a"/> where the condition is true, and from <paramref name="b"/> where it
    /// is false; all three broadcast.
    /// </summary>
    /// <param name="condition">A Bool tensor.</param>
    /// <param name="a">The values where the condition is true.</param>
    /// <param name="b">The values where it is false; the two are promoted to one type.</param>
    /// <remarks>
    /// Gradient: g where the element was taken, and exactly zero elsewhere, even if g is NaN or infinite there.
    /// </remarks>
    /// <exception cref="ArgumentException">The condition is not Bool, or the shapes do not broadcast.</exception>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b) =>
        Where(NotNull(condition), NotNull(a), NotNull(b), DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0), "Where");

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, Tensor a, Scalar b) => Where(NotNull(condition), NotNull(a), a.WrappedNumber(b, "Where", nameof(b)));

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, Scalar a, Tensor b) => Where(NotNull(condition), NotNull(b).WrappedNumber(a, "Where", nameof(a)), b);

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, Scalar a, Scalar b) => Where(NotNull(condition), From(a), From(b));

    /// <summary>Returns a copy with a number written where the mask is true.</summary>
    /// <param name="mask">A Bool tensor that broadcasts with this one.</param>
    /// <param name="value">The number, which is converted to the tensor's type.</param>
    /// <remarks>Gradient: g, exactly zero where the mask is true.</remarks>
    /// <exception cref="ArgumentException">The mask is not Bool, or the shapes do not broadcast.</exception>
    public Tensor MaskedFill(Tensor mask, Scalar value) => Where(NotNull(mask), NumberOf(value, _dtype, "MaskedFill"), this, _dtype, "MaskedFill");

    /// <summary>Returns a copy with the value of a 0-dimensional tensor written where the mask is true.</summary>
    /// <param name="mask">A Bool tensor that broadcasts with this one.</param>
    /// <param name="value">A 0-dimensional tensor, which is converted to this tensor's type.</param>
    /// <remarks>Gradient: g, exactly zero where the mask is true; to the value, the sum of g there.</remarks>
    /// <exception cref="ArgumentException">The mask is not Bool, the value has dimensions, or the shapes do not
    /// broadcast.</exception>
    public Tensor MaskedFill(Tensor mask, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(value);
        if (value.NDim != 0)
            throw new ArgumentException(
                $"MaskedFill: a value of shape {value._shape}; it must be a number, as a 0-dimensional tensor is; use Where");
        return Where(mask, value, this, _dtype, "MaskedFill", "MaskedFillBackward1");
    }

    private static Tensor Where(Tensor condition, Tensor a, Tensor b, DType dtype, string op, string? node = null)
    {
        if (condition._dtype != DType.Bool)
            throw new ArgumentException(
                $"{op}: a condition of type {condition._dtype}; it must be Bool, as a comparison gives it");
        var shape = Broadcasting.ResultShape(op, Broadcasting.ResultShape(op, condition._shape, a._shape), b._shape);
        var x = a.To(dtype);
        var y = b.To(dtype);
        var result = Uninitialized(shape, dtype);
        switch (dtype.ItemSize())
        {
            case 1: Where<byte>(condition, x, y, result); break;
            case 2: Where<short>(condition, x, y, result); break;
            case 4: Where<int>(condition, x, y, result); break;
            default: Where<long>(condition, x, y, result); break;
        }

        if (AnyRecorded(x, y) || (condition.RequiresGrad && Tracing.IsActive)) new WhereNode(condition, x, y, node ?? op + "Backward0").SetHistory(result);
        Tracing.Note(result, "condition", condition);
        return result;
    }

    private static void Where<T>(Tensor condition, Tensor a, Tensor b, Tensor result) where T : unmanaged, INumber<T>
    {
        condition = condition.ExpandContiguous(result._shape);
        a = a.ExpandContiguousOrScalar(result._shape);
        b = b.ExpandContiguousOrScalar(result._shape);
        using var conditionData = condition.Read();
        using var aData = a.Read();
        using var bData = b.Read();
        using var resultData = result.Write();
        Kernels.Select.Invoke<T>(conditionData.Span<bool>(), aData.Span<T>(), bData.Span<T>(), resultData.Span<T>());
    }

    /// <summary>Returns the data broadcast to a shape and contiguous; not recorded.</summary>
    private Tensor ExpandContiguous(Shape shape)
    {
        if (_shape.Equals(shape) && IsContiguous) return this;
        Span<int> strides = stackalloc int[shape.Count];
        Broadcasting.ExpandStrides(_shape.Sizes, _strides, shape.Sizes, strides);
        return AliasWith(shape, strides.ToArray(), _offset).CopyData();
    }

    /// <summary>
    /// Like <see cref="ExpandContiguous"/>, but leaves a single number as it is, and reduces an expanded one to a
    /// single number again.
    /// </summary>
    private Tensor ExpandContiguousOrScalar(Shape shape)
    {
        if (Numel == 1) return this;
        return IsExpandedScalar ? AliasWith(Shape.Scalar, Shape.Scalar.ContiguousStrides, _offset) : ExpandContiguous(shape);
    }

    /// <summary>True if all elements share one element of memory.</summary>
    private bool IsExpandedScalar
    {
        get
        {
            for (var d = 0; d < _strides.Length; d++)
                if (_strides[d] != 0 && _shape.Sizes[d] != 1) return false;
            return Numel > 0;
        }
    }

    private sealed class WhereNode : Node
    {
        private SavedTensor _condition;

        public WhereNode(Tensor condition, Tensor a, Tensor b, string name)
        {
            InputCount = 2;
            Name = name;
            _condition = new SavedTensor(condition);
            Connect(0, a);
            Connect(1, b);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var condition = _condition.Unpack(this);
            if (inputs.Needs(0)) inputs.Set(0, Where(condition, grad, 0L));
            if (inputs.Needs(1)) inputs.Set(1, Where(condition, 0L, grad));
        }

        internal override void Release() => _condition.Release();
    }
}
