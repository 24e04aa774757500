using Autograd.Plotting;
using ScottPlot;

namespace Autograd.Live;

/// <summary>
/// The colours of charts on a light and on a dark page; page.css has the same for the legend. Those of lines are after
/// Okabe and Ito's for the colour-blind, dark enough for text on white, and light enough for text on black.
/// </summary>
internal static class ChartColors
{
    /// <summary>The number of colours of lines; further lines begin anew.</summary>
    public const int Count = 8;

    private static readonly Style s_light = new()
    {
        Background = "#ffffff",
        Foreground = "#24292f",
        GridColor = "#e4e7eb",
        FontSize = 8.5,
        Cycle = ["#0072b2", "#d55e00", "#009e73", "#b8518b", "#a67c00", "#3a8fc7", "#6a3d9a", "#6b6b6b"],
    };

    private static readonly Style s_dark = s_light with
    {
        Background = "#1b1e24",
        Foreground = "#d7dae0",
        GridColor = "#33373e",
        Cycle = ["#56b4e9", "#ff9e4a", "#3ddc97", "#f0a6ca", "#ffd166", "#a0c4ff", "#cdb4db", "#bdbdbd"],
    };

    /// <summary>For NaN and infinities.</summary>
    public static Color Warning { get; } = Color.FromHex("#e5254a");

    /// <summary>The looks of a figure.</summary>
    public static Style Style(bool dark) => dark ? s_dark : s_light;

    /// <summary>The colour of a line.</summary>
    public static Color Line(ChartLine line, bool dark) => Color.FromHex(line.OwnColor ?? Style(dark).Cycle[line.Color % Count]);

    /// <summary>The colour of distributions.</summary>
    public static Color Ink(bool dark) => Color.FromHex(Style(dark).Cycle[0]);
}
