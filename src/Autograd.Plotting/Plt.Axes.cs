using SP = ScottPlot;

namespace Autograd.Plotting;

// What pyplot passes on to the current axes.
public static partial class Plt
{
    /// <inheritdoc cref="Axes.Plot(ArrayLike, ArrayLike, string, string?, string?, double, string?, string?, double, double)"/>
    public static IReadOnlyList<SP.Plottables.Scatter> Plot(
        ArrayLike x, ArrayLike y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Gca().Plot(x, y, format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <inheritdoc cref="Axes.Plot(ArrayLike, string, string?, string?, double, string?, string?, double, double)"/>
    public static IReadOnlyList<SP.Plottables.Scatter> Plot(
        ArrayLike y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Gca().Plot(y, format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <inheritdoc cref="Axes.Plot(IEnumerable{double}, string, string?, string?, double, string?, string?, double, double)"/>
    public static IReadOnlyList<SP.Plottables.Scatter> Plot(
        IEnumerable<double> y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Gca().Plot(y, format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <inheritdoc cref="Axes.Plot(IEnumerable{double}, IEnumerable{double}, string, string?, string?, double, string?, string?, double, double)"/>
    public static IReadOnlyList<SP.Plottables.Scatter> Plot(
        IEnumerable<double> x, IEnumerable<double> y, string format = "", string? label = null, string? color = null, double alpha = 1,
        string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Gca().Plot(x, y, format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <inheritdoc cref="Axes.Scatter(ArrayLike, ArrayLike, ArrayLike?, ArrayLike?, string?, string, string, double?, double?, double, string?)"/>
    public static PathCollection Scatter(
        ArrayLike x, ArrayLike y, ArrayLike? s = null, ArrayLike? c = null, string? color = null, string marker = "o", string cmap = "viridis",
        double? vmin = null, double? vmax = null, double alpha = 1, string? label = null) =>
        Gca().Scatter(x, y, s, c, color, marker, cmap, vmin, vmax, alpha, label);

    /// <inheritdoc cref="Axes.Scatter(IEnumerable{double}, IEnumerable{double}, ArrayLike?, ArrayLike?, string?, string, string, double?, double?, double, string?)"/>
    public static PathCollection Scatter(
        IEnumerable<double> x, IEnumerable<double> y, ArrayLike? s = null, ArrayLike? c = null, string? color = null, string marker = "o",
        string cmap = "viridis",
        double? vmin = null, double? vmax = null, double alpha = 1, string? label = null) =>
        Gca().Scatter(x, y, s, c, color, marker, cmap, vmin, vmax, alpha, label);

    /// <inheritdoc cref="Axes.Bar(ArrayLike, ArrayLike, double, ArrayLike?, string?, double, string?)"/>
    public static SP.Plottables.BarPlot Bar(
        ArrayLike x, ArrayLike height, double width = 0.8, ArrayLike? bottom = null, string? color = null, double alpha = 1,
        string? label = null) =>
        Gca().Bar(x, height, width, bottom, color, alpha, label);

    /// <inheritdoc cref="Axes.Bar(IEnumerable{string}, ArrayLike, double, ArrayLike?, string?, double, string?)"/>
    public static SP.Plottables.BarPlot Bar(
        IEnumerable<string> x, ArrayLike height, double width = 0.8, ArrayLike? bottom = null, string? color = null, double alpha = 1,
        string? label = null) =>
        Gca().Bar(x, height, width, bottom, color, alpha, label);

    /// <inheritdoc cref="Axes.Hist"/>
    public static (double[] Counts, double[] Edges) Hist(
        ArrayLike x, int bins = 10, (double Min, double Max)? range = null, bool density = false, string? color = null, double alpha = 1,
        string? label = null) =>
        Gca().Hist(x, bins, range, density, color, alpha, label);

    /// <inheritdoc cref="Axes.Imshow"/>
    public static AxesImage Imshow(
        ArrayLike matrix, string cmap = "viridis", double? vmin = null, double? vmax = null, string interpolation = "nearest",
        string origin = "upper", (double Left, double Right, double Bottom, double Top)? extent = null, string aspect = "equal", double alpha = 1,
        bool annot = false, string fmt = "F2") =>
        Gca().Imshow(matrix, cmap, vmin, vmax, interpolation, origin, extent, aspect, alpha, annot, fmt);

    /// <inheritdoc cref="Axes.ColorBar"/>
    public static SP.Panels.ColorBar ColorBar(
        string label = "") =>
        Gca().ColorBar(label);

    /// <inheritdoc cref="Axes.Contour"/>
    public static IReadOnlyList<double> Contour(
        ArrayLike x, ArrayLike y, ArrayLike z, int levels = 7, string cmap = "viridis", string? colors = null, double lineWidth = 1.5,
        double alpha = 1) =>
        Gca().Contour(x, y, z, levels, cmap, colors, lineWidth, alpha);

    /// <inheritdoc cref="Axes.Contourf"/>
    public static IReadOnlyList<double> Contourf(
        ArrayLike x, ArrayLike y, ArrayLike z, int levels = 7, string cmap = "viridis", double alpha = 1) =>
        Gca().Contourf(x, y, z, levels, cmap, alpha);

    /// <inheritdoc cref="Axes.DecisionRegions"/>
    public static void DecisionRegions(
        Func<Tensor, Tensor> net, Tensor x, Tensor y, int resolution = 300, double alpha = 0.3, IReadOnlyList<string>? labels = null) =>
        Gca().DecisionRegions(net, x, y, resolution, alpha, labels);

    /// <inheritdoc cref="Axes.AxHLine"/>
    public static SP.Plottables.HorizontalLine AxHLine(
        double y = 0, string? color = null, string lineStyle = "-", double lineWidth = 1.5, double alpha = 1, string? label = null) =>
        Gca().AxHLine(y, color, lineStyle, lineWidth, alpha, label);

    /// <inheritdoc cref="Axes.AxVLine"/>
    public static SP.Plottables.VerticalLine AxVLine(
        double x = 0, string? color = null, string lineStyle = "-", double lineWidth = 1.5, double alpha = 1, string? label = null) =>
        Gca().AxVLine(x, color, lineStyle, lineWidth, alpha, label);

    /// <inheritdoc cref="Axes.FillBetween"/>
    public static void FillBetween(
        ArrayLike x, ArrayLike y1, ArrayLike? y2 = null, string? color = null, double alpha = 1, string? label = null) =>
        Gca().FillBetween(x, y1, y2, color, alpha, label);

    /// <inheritdoc cref="Axes.Text"/>
    public static SP.Plottables.Text Text(
        double x, double y, string text, double? size = null, string? color = null, string ha = "left", string va = "bottom", double rotation = 0) =>
        Gca().Text(x, y, text, size, color, ha, va, rotation);
}
