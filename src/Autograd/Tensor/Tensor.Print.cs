using System.Diagnostics;
using System.Globalization;

namespace Autograd;

[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor : IFormattable
{
    /// <summary>The text that PyTorch's <c>repr</c> prints, to the character.</summary>
    public override string ToString() => Print(null, null);

    /// <summary>The text that PyTorch's <c>repr</c> prints under other print options.</summary>
    public string ToString(PrintOptions? options) => Print(options, null);

    /// <summary>
    /// The elements in a .NET number format. A tensor without dimensions is the bare number: <c>$"{loss:F4}"</c>, as
    /// Python's <c>f"{loss:.4f}"</c>. A tensor with dimensions has the layout of <see cref="ToString()"/>, each element
    /// in the format.
    /// </summary>
    /// <param name="format">
    /// A .NET number format such as F4, E3 or G; null or empty for the text of <see cref="ToString()"/>. Bools are
    /// formatted as 0 and 1.
    /// </param>
    /// <param name="formatProvider">The culture of the numbers; by default the invariant one.</param>
    /// <exception cref="FormatException">The elements' type does not support the format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider = null)
    {
        if (string.IsNullOrEmpty(format)) return ToString();
        return Print(null, new ElementFormat(format, formatProvider ?? CultureInfo.InvariantCulture));
    }

    private string Print(PrintOptions? options, ElementFormat? format)
    {
        var suffix = GradFn is { } node ? $"grad_fn=<{node.Name}>" : _requiresGrad ? "requires_grad=True" : null;
        using var data = (IsContiguous ? this : CopyData()).Read();
        var prefix = IsParameter && (format is null || NDim > 0) ? "Parameter containing:\n" : "";
        return prefix + _dtype switch
        {
            DType.Bool => TorchFormatter.Format<bool>(data.Span<bool>(), _shape.Sizes, suffix, options, format),
            DType.UInt8 => TorchFormatter.Format<byte>(data.Span<byte>(), _shape.Sizes, suffix, options, format),
            DType.Int8 => TorchFormatter.Format<sbyte>(data.Span<sbyte>(), _shape.Sizes, suffix, options, format),
            DType.Int16 => TorchFormatter.Format<short>(data.Span<short>(), _shape.Sizes, suffix, options, format),
            DType.Int32 => TorchFormatter.Format<int>(data.Span<int>(), _shape.Sizes, suffix, options, format),
            DType.Int64 => TorchFormatter.Format<long>(data.Span<long>(), _shape.Sizes, suffix, options, format),
            DType.Float16 => TorchFormatter.Format<System.Half>(data.Span<System.Half>(), _shape.Sizes, suffix, options, format),
            DType.BFloat16 => TorchFormatter.Format<BFloat16>(data.Span<BFloat16>(), _shape.Sizes, suffix, options, format),
            DType.Float32 => TorchFormatter.Format<float>(data.Span<float>(), _shape.Sizes, suffix, options, format),
            _ => TorchFormatter.Format<double>(data.Span<double>(), _shape.Sizes, suffix, options, format),
        };
    }

    /// <summary>
    /// The text that NumPy's <c>repr</c> prints for an array of these numbers: <c>array([[1, 2], [3, 4]])</c>.
    /// </summary>
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
            DType.Float16 => NumPyFormatter.Repr<System.Half>(data.Span<System.Half>(), _shape.Sizes, options),
            DType.BFloat16 => NumPyFormatter.Repr<BFloat16>(data.Span<BFloat16>(), _shape.Sizes, options),
            DType.Float32 => NumPyFormatter.Repr<float>(data.Span<float>(), _shape.Sizes, options),
            _ => NumPyFormatter.Repr<double>(data.Span<double>(), _shape.Sizes, options),
        };
    }

    /// <summary>
    /// The text that NumPy's <c>print</c> prints for an array of these numbers: <c>[[1 2] [3 4]]</c>, one line for each
    /// row.
    /// </summary>
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
            DType.Float16 => NumPyFormatter.Str<System.Half>(data.Span<System.Half>(), _shape.Sizes, options),
            DType.BFloat16 => NumPyFormatter.Str<BFloat16>(data.Span<BFloat16>(), _shape.Sizes, options),
            DType.Float32 => NumPyFormatter.Str<float>(data.Span<float>(), _shape.Sizes, options),
            _ => NumPyFormatter.Str<double>(data.Span<double>(), _shape.Sizes, options),
        };
    }

    private string DebuggerText => $"{_dtype} {_shape}{(RequiresGrad ? " requires grad" : "")}";
}
