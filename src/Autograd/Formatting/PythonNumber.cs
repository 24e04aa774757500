using System.Globalization;
using System.Numerics;

namespace Autograd;

/// <summary>Formats numbers as Python prints them, in every culture.</summary>
public static class PythonNumber
{
    /// <summary>
    /// Formats a float as Python's <c>repr</c> and <c>print</c> do: "0.1", "1.0", "1e-05", "nan", "-inf".
    /// </summary>
    /// <remarks>
    /// The shortest digits that parse to the same double; positional from 1e-4 up to, not including, 1e16.
    /// </remarks>
    public static string Repr(double value) => Shortest(value);

    /// <summary>
    /// Formats a <c>float32</c> scalar as NumPy does: the shortest digits that parse to the same float.
    /// </summary>
    /// <remarks>
    /// PyTorch's <c>item()</c> first converts to a Python float; for its text, pass the value as a double.
    /// </remarks>
    public static string Repr(float value) => Shortest(value);

    /// <summary>
    /// Formats a <c>float16</c> scalar as NumPy does; a <see cref="BFloat16"/> is formatted as a float.
    /// </summary>
    internal static string ReprOfHalf<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(Half) ? Shortest((Half)(object)value) : Shortest((float)(BFloat16)(object)value);

    /// <summary>
    /// Formats as Python's <c>f"{value:.4f}"</c> for four <paramref name="decimals"/>: exactly rounded, ties to the
    /// even digit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is negative.</exception>
    public static string Fixed(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        return double.IsFinite(value) ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture) : NonFinite(value);
    }

    /// <summary>
    /// Formats as Python's <c>f"{value:.4e}"</c> for four <paramref name="decimals"/>: exactly rounded, ties to the
    /// even digit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is negative.</exception>
    public static string Scientific(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        if (!double.IsFinite(value))
            return NonFinite(value);
        var (mantissa, exponent) = SplitScientific(value, decimals);
        return mantissa + Exponent(exponent);
    }

    /// <summary>
    /// Splits a finite number into mantissa and exponent, rounded to <paramref name="decimals"/> digits after the
    /// first.
    /// </summary>
    internal static (string Mantissa, int Exponent) SplitScientific(double value, int decimals)
    {
        var text = value.ToString($"E{decimals}", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E');
        return (text[..e], int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>Formats an exponent with its sign and at least <paramref name="digits"/> digits: "e-05".</summary>
    internal static string Exponent(int exponent, int digits = 2) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString($"D{digits}", CultureInfo.InvariantCulture);

    internal static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";

    private static string Shortest<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = double.CreateTruncating(value);
        if (!double.IsFinite(wide))
            return NonFinite(wide);
        var digits = DecimalDigits.Shortest(value);
        // As in NumPy, the bounds are compared as doubles: the float nearest to 1e-4 is below 1e-4.
        if (wide == 0 || Math.Abs(wide) is >= 1e-4 and < 1e16)
        {
            var text = digits.ToPositional();
            return text.EndsWith('.') ? text + "0" : text;
        }
        return digits.ToMantissa().TrimEnd('.') + Exponent(digits.Exponent);
    }
}
