using System.Globalization;

namespace Autograd.Live;

/// <summary>How numbers read on the page.</summary>
internal static class Numbers
{
    /// <summary>Five significant digits; nan and inf as Python spells them.</summary>
    public static string Format(double value) =>
        double.IsNaN(value) ? "nan"
        : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : value != 0 && (Math.Abs(value) < 1e-4 || Math.Abs(value) >= 1e7) ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
        : value.ToString("0.######", CultureInfo.InvariantCulture) is var text && text.Length <= 9 ? text
        : value.ToString("G6", CultureInfo.InvariantCulture);
}
