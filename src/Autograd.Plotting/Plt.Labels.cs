using System.Runtime.CompilerServices;

namespace Autograd.Plotting;

// What pyplot names without "set_": titles, labels, ticks, limits, scales of the current axes.
public static partial class Plt
{
    /// <inheritdoc cref="Axes.SetTitle"/>
    public static void Title(
        string title, double? size = null) =>
        Gca().SetTitle(title, size);

    /// <inheritdoc cref="Figure.SupTitle"/>
    public static void SupTitle(string title, double? size = null) => Gcf().SupTitle(title, size);

    /// <inheritdoc cref="Axes.SetXLabel"/>
    public static void XLabel(
        string label, double? size = null) =>
        Gca().SetXLabel(label, size);

    /// <inheritdoc cref="Axes.SetYLabel"/>
    public static void YLabel(
        string label, double? size = null) =>
        Gca().SetYLabel(label, size);

    /// <inheritdoc cref="Axes.SetXTicks(ArrayLike, IEnumerable{string}?, double?, double)"/>
    [OverloadResolutionPriority(1)]
    public static void XTicks(
        ArrayLike ticks, IEnumerable<string>? labels = null, double? size = null, double rotation = 0) =>
        Gca().SetXTicks(ticks, labels, size, rotation);

    /// <inheritdoc cref="Axes.SetXTicks(double?, double)"/>
    [OverloadResolutionPriority(-1)]
    public static void XTicks(
        double? size = null, double rotation = 0) =>
        Gca().SetXTicks(size, rotation);

    /// <inheritdoc cref="Axes.SetXTicks(IEnumerable{string}, double?, double)"/>
    public static void XTicks(
        IEnumerable<string> labels, double? size = null, double rotation = 0) =>
        Gca().SetXTicks(labels, size, rotation);

    /// <inheritdoc cref="Axes.SetXScale"/>
    public static void XScale(
        string scale) =>
        Gca().SetXScale(scale);

    /// <inheritdoc cref="Axes.SetYTicks(ArrayLike, IEnumerable{string}?, double?, double)"/>
    [OverloadResolutionPriority(1)]
    public static void YTicks(
        ArrayLike ticks, IEnumerable<string>? labels = null, double? size = null, double rotation = 0) =>
        Gca().SetYTicks(ticks, labels, size, rotation);

    /// <inheritdoc cref="Axes.SetYTicks(double?, double)"/>
    [OverloadResolutionPriority(-1)]
    public static void YTicks(
        double? size = null, double rotation = 0) =>
        Gca().SetYTicks(size, rotation);

    /// <inheritdoc cref="Axes.SetYTicks(IEnumerable{string}, double?, double)"/>
    public static void YTicks(
        IEnumerable<string> labels, double? size = null, double rotation = 0) =>
        Gca().SetYTicks(labels, size, rotation);

    /// <inheritdoc cref="Axes.SetYScale"/>
    public static void YScale(
        string scale) =>
        Gca().SetYScale(scale);

    /// <inheritdoc cref="Axes.SetXLim"/>
    public static void XLim(
        double? left = null, double? right = null) =>
        Gca().SetXLim(left, right);

    /// <inheritdoc cref="Axes.SetYLim"/>
    public static void YLim(
        double? bottom = null, double? top = null) =>
        Gca().SetYLim(bottom, top);

    /// <inheritdoc cref="Axes.Axis"/>
    public static void Axis(
        string option) =>
        Gca().Axis(option);

    /// <inheritdoc cref="Axes.Legend"/>
    public static void Legend(
        string loc = "best") =>
        Gca().Legend(loc);

    /// <inheritdoc cref="Axes.Grid"/>
    public static void Grid(
        bool visible = true, string which = "major") =>
        Gca().Grid(visible, which);

    /// <summary>
    /// Draws a matrix as a table of coloured cells in a figure of its own, which is as wide and high as the table asks for.
    /// </summary>
    /// <inheritdoc cref="Axes.Matshow"/>
    public static AxesImage Matshow(
        ArrayLike matrix, string cmap = "viridis", double? vmin = null, double? vmax = null, double alpha = 1, bool annot = false, string fmt = "F2",
        (double Width, double Height)? figsize = null)
    {
        // matplotlib's figaspect: 4.8 inches high, at least 4 wide and 2 high, at most 16.
        var ratio = matrix.Rows / (double)Math.Max(matrix.Columns, 1);
        var (width, height) = (4.8 / Math.Max(ratio, 0.01), 4.8);
        var fit = Math.Min(1, 16 / width);
        (width, height) = (width * fit, Math.Max(height * fit, 2));
        Figure(figsize ?? (Math.Max(width, 4), height));
        return Gca().Matshow(matrix, cmap, vmin, vmax, alpha, annot, fmt);
    }

    /// <summary>Draws images in a grid, as many in a row as fit a square, in a figure of its own.</summary>
    /// <param name="images">
    /// The images: (N, H, W), (N, 1, H, W), or (N, H · W) for square ones; or in colour, (N, 3, H, W) or (N, 4, H, W), as for
    /// <see cref="Axes.Imshow"/>.
    /// </param>
    /// <param name="columns">How many in a row; by default about as many as rows.</param>
    /// <param name="titles">A text above each.</param>
    /// <param name="cmap">The colour map's name.</param>
    /// <param name="vmin">
    /// The value that has the map's first colour; by default the smallest of all images. In colour: the value that is dark.
    /// </param>
    /// <param name="vmax">
    /// The value that has the map's last colour; by default the largest of all images. In colour: the value that is bright.
    /// </param>
    /// <exception cref="ArgumentException">The shape is none of these, or there are not as many titles as images.</exception>
    public static Figure ImageGrid(
        Tensor images, int? columns = null, IEnumerable<string>? titles = null, string cmap = "gray", double? vmin = null, double? vmax = null) =>
        ImageGrids.Draw(images, columns, titles?.ToArray(), cmap, vmin, vmax);
}
