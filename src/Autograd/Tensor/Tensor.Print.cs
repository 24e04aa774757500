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
        using var data = (IsContiguous ? this : CopyData()).Read();
        return (IsParameter ? "Parameter containing:\n" : "") + _dtype switch
        {
            DType.Bool => TorchFormatter.Format<bool>(data.Span<bool>(), _shape.Sizes, suffix, options),
            DType.UInt8 => TorchFormatter.Format<byte>(data.Span<byte>(), _shape.Sizes, suffix, options),
            DType.Int8 => TorchFormatter.Format<sbyte>(data.Span<sbyte>(), _shape.Sizes, suffix, options),
            DType.Int16 => TorchFormatter.Format<short>(data.Span<short>(), _shape.Sizes, suffix, options),
            DType.Int32 => TorchFormatter.Format<int>(data.Span<int>(), _shape.Sizes, suffix, options),
            DType.Int64 => TorchFormatter.Format<long>(data.Span<long>(), _shape.Sizes, suffix, options),
            DType.Float32 => TorchFormatter.Format<float>(data.Span<float>(), _shape.Sizes, suffix, options),
            _ => TorchFormatter.Format<double>(data.Span<double>(), _shape.Sizes, suffix, options),
        };
    }

    /// <summary>What NumPy's <c>repr</c> prints for an array of these numbers: <c>array([[1, 2], [3, 4]])</c>.</summary>
    public string ToNumPyRepr(PrintOptions? options = null)
    {
        using var data = (IsContiguous ? this : CopyData()).Read();
        return _dtype switch
        {
            DType.Bool => NumPyFormatter.Repr<bool>(data.Span<bool>(), _shape.Sizes, options),
            DType.UInt8 => NumPyFormatter.Repr<byte>(data.Span<byte>(), _shape.Sizes, options),
            DType.Int8 => NumPyFormatter.Repr<sbyte>(data.Span<sbyte>(), _shape.Sizes, options),
            DType.Int16 => NumPyFormatter.Repr<short>(data.Span<short>(), _shape.Sizes, options),
            DType.Int32 => NumPyFormatter.Repr<int>(data.Span<int>(), _shape.Sizes, options),
            DType.Int64 => NumPyFormatter.Repr<long>(data.Span<long>(), _shape.Sizes, options),
            DType.Float32 => NumPyFormatter.Repr<float>(data.Span<float>(), _shape.Sizes, options),
            _ => NumPyFormatter.Repr<double>(data.Span<double>(), _shape.Sizes, options),
        };
    }

    /// <summary>What NumPy's <c>print</c> prints for an array of these numbers: <c>[[1 2] [3 4]]</c>, a row a line.</summary>
    public string ToNumPyString(PrintOptions? options = null)
    {
        using var data = (IsContiguous ? this : CopyData()).Read();
        return _dtype switch
        {
            DType.Bool => NumPyFormatter.Str<bool>(data.Span<bool>(), _shape.Sizes, options),
            DType.UInt8 => NumPyFormatter.Str<byte>(data.Span<byte>(), _shape.Sizes, options),
            DType.Int8 => NumPyFormatter.Str<sbyte>(data.Span<sbyte>(), _shape.Sizes, options),
            DType.Int16 => NumPyFormatter.Str<short>(data.Span<short>(), _shape.Sizes, options),
            DType.Int32 => NumPyFormatter.Str<int>(data.Span<int>(), _shape.Sizes, options),
            DType.Int64 => NumPyFormatter.Str<long>(data.Span<long>(), _shape.Sizes, options),
            DType.Float32 => NumPyFormatter.Str<float>(data.Span<float>(), _shape.Sizes, options),
            _ => NumPyFormatter.Str<double>(data.Span<double>(), _shape.Sizes, options),
        };
    }

    private string DebuggerText => $"{_dtype} {_shape}{(RequiresGrad ? " requires grad" : "")}";
}
