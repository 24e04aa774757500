using ScottPlot;

namespace Autograd.Live;

/// <summary>
/// The colors of charts on a light and on a dark page, after Okabe and Ito's for the colour-blind; page.css has the
/// same for the legend.
/// </summary>
internal static class ChartColors
{
    public const int Count = 8;

    private static readonly Color[] s_light =
        [.. new[] { "#0072b2", "#d55e00", "#009e73", "#b8518b", "#a67c00", "#3a8fc7", "#6a3d9a", "#6b6b6b" }.Select(Color.FromHex)];

    private static readonly Color[] s_dark =
        [.. new[] { "#56b4e9", "#ff9e4a", "#3ddc97", "#f0a6ca", "#ffd166", "#a0c4ff", "#cdb4db", "#bdbdbd" }.Select(Color.FromHex)];

    public static Color Line(ChartLine line, bool dark) =>
        line.OwnColor is { } own ? Color.FromHex(own) : (dark ? s_dark : s_light)[line.Color % Count];

    /// <summary>For NaN and infinities.</summary>
    public static Color Warning { get; } = Color.FromHex("#e5254a");

    public static Color Text(bool dark) => Color.FromHex(dark ? "#d7dae0" : "#24292f");

    public static Color Grid(bool dark) => Color.FromHex(dark ? "#33373e" : "#e4e7eb");

    public static Color Ground(bool dark) => Color.FromHex(dark ? "#1b1e24" : "#ffffff");
}
