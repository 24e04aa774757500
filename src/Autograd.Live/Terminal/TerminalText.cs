using System.Globalization;

namespace Autograd.Live;

/// <summary>Numbers as the terminal shows them.</summary>
internal static class TerminalText
{
    /// <summary>A value to four digits: 0.1234, 1234, 1.234E-05; a dash for none.</summary>
    public static string Value(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    public static string ValueOrDash(ReadOnlySpan<double> values) => values is [.., var last] ? Value(last) : "-";

    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Batches in a second, to a sensible number of digits.</summary>
    public static string Rate(double rate) => rate.ToString(rate >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
