using System.Globalization;
using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>
/// Builds every interpolated string <c>$"…"</c> of this library with numbers in invariant culture, so that error
/// messages and printed tensors are the same on every machine. .NET's handler of this name uses the culture of the
/// thread.
/// </summary>
/// <remarks>The compiler finds the handler by its name, and prefers the one in this assembly to .NET's.</remarks>
[InterpolatedStringHandler]
internal ref struct DefaultInterpolatedStringHandler
{
    /// <summary>The expected number of characters of a formatted value.</summary>
    private const int ExpectedValueLength = 11;

    private readonly StringBuilder _text;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount) =>
        _text = new StringBuilder(literalLength + formattedCount * ExpectedValueLength);

    public readonly void AppendLiteral(string value) => _text.Append(value);

    public readonly void AppendFormatted<T>(T value) => _text.Append(TextOf(value, null));

    public readonly void AppendFormatted<T>(T value, string? format) => _text.Append(TextOf(value, format));

    public readonly void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

    public readonly void AppendFormatted<T>(T value, int alignment, string? format)
    {
        var text = TextOf(value, format) ?? "";
        _text.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
    }

    public readonly void AppendFormatted(string? value) => _text.Append(value);

    public readonly void AppendFormatted(object? value, int alignment = 0, string? format = null) =>
        AppendFormatted<object?>(value, alignment, format);

    public readonly void AppendFormatted(ReadOnlySpan<char> value) => _text.Append(value);

    /// <summary>Returns the text; the compiler calls this last.</summary>
    public readonly string ToStringAndClear() => _text.ToString();

    private static string? TextOf<T>(T value, string? format) =>
        value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString();
}
