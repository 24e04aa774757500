using System.Diagnostics;

namespace Autograd;

[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor
{
    /// <summary>What PyTorch's <c>repr</c> prints, to the character.</summary>
    public override string ToString() => ToString(null);

    /// <summary>What PyTorch's <c>repr</c> prints under other print options.</summary>
    public string ToString(PrintOptions? options)
    {
        var suffix = GradFn is { } node ? $"grad_fn=<{node.Name}>" : _requiresGrad ? "requires_grad=True" : null;
        return (IsParameter ? "Parameter containing:\n" : "") + _dtype switch
        {
            DType.Bool => TorchFormatter.Format<bool>(Elements<bool>(), _shape.Sizes, suffix, options),
            DType.UInt8 => TorchFormatter.Format<byte>(Elements<byte>(), _shape.Sizes, suffix, options),
            DType.Int8 => TorchFormatter.Format<sbyte>(Elements<sbyte>(), _shape.Sizes, suffix, options),
            DType.Int16 => TorchFormatter.Format<short>(Elements<short>(), _shape.Sizes, suffix, options),
            DType.Int32 => TorchFormatter.Format<int>(Elements<int>(), _shape.Sizes, suffix, options),
            DType.Int64 => TorchFormatter.Format<long>(Elements<long>(), _shape.Sizes, suffix, options),
            DType.Float32 => TorchFormatter.Format<float>(Elements<float>(), _shape.Sizes, suffix, options),
            _ => TorchFormatter.Format<double>(Elements<double>(), _shape.Sizes, suffix, options),
        };
    }

    /// <summary>What NumPy's <c>repr</c> prints for an array of these numbers: <c>array([[1, 2], [3, 4]])</c>.</summary>
    public string ToNumPyRepr(PrintOptions? options = null) => _dtype switch
    {
        DType.Bool => NumPyFormatter.Repr<bool>(Elements<bool>(), _shape.Sizes, options),
        DType.UInt8 => NumPyFormatter.Repr<byte>(Elements<byte>(), _shape.Sizes, options),
        DType.Int8 => NumPyFormatter.Repr<sbyte>(Elements<sbyte>(), _shape.Sizes, options),
        DType.Int16 => NumPyFormatter.Repr<short>(Elements<short>(), _shape.Sizes, options),
        DType.Int32 => NumPyFormatter.Repr<int>(Elements<int>(), _shape.Sizes, options),
        DType.Int64 => NumPyFormatter.Repr<long>(Elements<long>(), _shape.Sizes, options),
        DType.Float32 => NumPyFormatter.Repr<float>(Elements<float>(), _shape.Sizes, options),
        _ => NumPyFormatter.Repr<double>(Elements<double>(), _shape.Sizes, options),
    };

    /// <summary>What NumPy's <c>print</c> prints for an array of these numbers: <c>[[1 2] [3 4]]</c>, a row a line.</summary>
    public string ToNumPyString(PrintOptions? options = null) => _dtype switch
    {
        DType.Bool => NumPyFormatter.Str<bool>(Elements<bool>(), _shape.Sizes, options),
        DType.UInt8 => NumPyFormatter.Str<byte>(Elements<byte>(), _shape.Sizes, options),
        DType.Int8 => NumPyFormatter.Str<sbyte>(Elements<sbyte>(), _shape.Sizes, options),
        DType.Int16 => NumPyFormatter.Str<short>(Elements<short>(), _shape.Sizes, options),
        DType.Int32 => NumPyFormatter.Str<int>(Elements<int>(), _shape.Sizes, options),
        DType.Int64 => NumPyFormatter.Str<long>(Elements<long>(), _shape.Sizes, options),
        DType.Float32 => NumPyFormatter.Str<float>(Elements<float>(), _shape.Sizes, options),
        _ => NumPyFormatter.Str<double>(Elements<double>(), _shape.Sizes, options),
    };

    private string DebuggerText => $"{_dtype} {_shape}{(RequiresGrad ? " requires grad" : "")}";

    /// <summary>The elements in row-major order, in the tensor's own memory if that is how they lie.</summary>
    private ReadOnlySpan<T> Elements<T>() where T : unmanaged => IsContiguous ? Span<T>() : ToArray<T>();
}
