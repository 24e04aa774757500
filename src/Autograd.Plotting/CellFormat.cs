using System.Globalization;
using System.Text.RegularExpressions;

namespace Autograd.Plotting;

/// <summary>How the values of a table are written: a format of Python's, such as <c>.2f</c>, or of .NET's, such as <c>F2</c>.</summary>
/// <remarks>Follows https://docs.python.org/3/library/string.html#format-specification-mini-language, the types d, e, f, g and %.</remarks>
internal static partial class CellFormat
{
    /// <summary>The texts of values.</summary>
    /// <exception cref="ArgumentException">The format is neither Python's nor .NET's, or <c>d</c> and a value is not whole.</exception>
    internal static string[] Write(double[] values, string fmt, string member)
    {
        ArgumentNullException.ThrowIfNull(fmt);
        var write = Python().Match(fmt) is { Success: true } python ? OfPython(python, values, member)
            : Standard().IsMatch(fmt) || Custom().IsMatch(fmt) ? value => value.ToString(fmt, CultureInfo.InvariantCulture)
            : (Func<double, string>?)null;
        if (write is null)
            throw new ArgumentException(
                $"{member}: fmt \"{fmt}\" is no format of numbers; use Python's .2f, d, .3g, .1% or e, or .NET's F2 or 0.00", nameof(fmt));
        return Array.ConvertAll(values, value => (double.IsFinite(value) ? write(value) : value.ToString(CultureInfo.InvariantCulture)).Replace('-', '−'));
    }

    private static Func<double, string> OfPython(Match format, double[] values, string member)
    {
        var precision = format.Groups[1].Length > 0 ? int.Parse(format.Groups[1].Value, CultureInfo.InvariantCulture) : 6;
        switch (format.Groups[2].Value)
        {
            case "d":
                if (values.Any(value => double.IsFinite(value) && value != Math.Floor(value)))
                    throw new ArgumentException($"{member}: fmt \"d\" is for whole numbers, which the values are not; use .2f", "fmt");
                return value => value.ToString("F0", CultureInfo.InvariantCulture);
            case "e": return value => Scientific(value, precision);
            case "g": return value => General(value, Math.Max(precision, 1));
            case "%": return value => (100 * value).ToString($"F{precision}", CultureInfo.InvariantCulture) + "%";
            default: return value => value.ToString($"F{precision}", CultureInfo.InvariantCulture);
        }
    }

    private static string Scientific(double value, int precision) =>
        value.ToString((precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00", CultureInfo.InvariantCulture);

    /// <summary>As many digits as the precision says, without zeros at the end.</summary>
    private static string General(double value, int precision)
    {
        var text = Scientific(value, precision - 1);
        var at = text.IndexOf('e');
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent >= -4 && exponent < precision
            ? Short(value.ToString($"F{precision - 1 - exponent}", CultureInfo.InvariantCulture))
            : Short(text[..at]) + text[at..];

        static string Short(string number) => number.Contains('.') ? number.TrimEnd('0').TrimEnd('.') : number;
    }

    [GeneratedRegex(@"^(?:\.(\d{1,2}))?([feg%])$|^(?<2>d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Python();

    [GeneratedRegex("^(?:[EFGNPR]\\d{0,2}|[efgn]\\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Standard();

    [GeneratedRegex(@"^[-+]?[#0,]*[#0](?:\.[#0]+)?(?:[eE][-+]?0+)?%?$", RegexOptions.CultureInvariant)]
    private static partial Regex Custom();
}
