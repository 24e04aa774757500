using System.Globalization;

namespace Autograd.Growth;

/// <summary>Numbers as a table shows them.</summary>
internal static class Text
{
    /// <summary>A number with two digits that count, or as a whole one.</summary>
    public static string Number(double x)
    {
        var unit = x < 10 ? 0.1 : Math.Pow(10, Math.Floor(Math.Log10(x)) - 1);
        return (Math.Round(x / unit) * unit).ToString("#,0.#", CultureInfo.InvariantCulture);
    }

    public static string Time(double milliseconds) => milliseconds switch
    {
        < 1 => Digits(milliseconds * 1e3) + " µs",
        < 1e3 => Digits(milliseconds) + " ms",
        _ => Digits(milliseconds / 1e3) + " s",
    };

    public static string Bytes(double bytes) => bytes switch
    {
        0 => "—",
        < 1e6 => Digits(bytes / 1e3) + " KB",
        < 1e9 => Digits(bytes / 1e6) + " MB",
        _ => Digits(bytes / 1e9) + " GB",
    };

    public static string Count(double x) => x switch
    {
        < 1e4 => x.ToString("#,0", CultureInfo.InvariantCulture),
        < 1e6 => Digits(x / 1e3) + " thousand",
        _ => Digits(x / 1e6) + " million",
    };

    /// <summary>Three digits that count.</summary>
    public static string Digits(double x) => x switch
    {
        < 10 => x.ToString("F2", CultureInfo.InvariantCulture),
        < 100 => x.ToString("F1", CultureInfo.InvariantCulture),
        _ => x.ToString("#,0", CultureInfo.InvariantCulture),
    };
}
