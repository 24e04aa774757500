using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    private SP.IHasColorAxis? _mappable;

    /// <summary>Draws a matrix as an image: a cell an element, row 0 at the top, cell (0, 0) around the point (0, 0).</summary>
    /// <param name="matrix">
    /// The values, (H, W); NaN is transparent. Or a picture's red, green, blue and perhaps opacity, (H, W, 3) or (H, W, 4): floats from 0
    /// to 1, or whole numbers from 0 to 255, which no colour map changes.
    /// </param>
    /// <param name="cmap">The colour map's name: viridis, gray, bwr, …</param>
    /// <param name="vmin">The value that has the map's first colour; by default the smallest.</param>
    /// <param name="vmax">The value that has the map's last colour; by default the largest.</param>
    /// <param name="interpolation"><c>nearest</c> for cells, <c>bilinear</c> to blend.</param>
    /// <param name="origin"><c>upper</c> for row 0 at the top, <c>lower</c> for row 0 at the bottom.</param>
    /// <param name="extent">Where the image's left, right, bottom and top edges are, instead of half a cell around the cells' numbers.</param>
    /// <param name="aspect"><c>equal</c> for square cells, <c>auto</c> to fill the frame.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="annot">True to write each value into its cell.</param>
    /// <param name="fmt">The values' format, Python's or .NET's: <c>.2f</c>, <c>d</c>, <c>.3g</c>, <c>.1%</c>, <c>F2</c>.</param>
    /// <exception cref="ArgumentException">The matrix has not two dimensions and is no picture, or a name has no meaning.</exception>
    public AxesImage Imshow(
        ArrayLike matrix, string cmap = "viridis", double? vmin = null, double? vmax = null, string interpolation = "nearest",
        string origin = "upper", (double Left, double Right, double Bottom, double Top)? extent = null, string aspect = "equal", double alpha = 1,
        bool annot = false, string fmt = "F2") =>
        Image(nameof(Imshow), matrix, cmap, vmin, vmax, interpolation, origin, extent, aspect, alpha, annot, fmt);

    private AxesImage Image(
        string member, ArrayLike matrix, string cmap, double? vmin, double? vmax, string interpolation = "nearest", string origin = "upper",
        (double Left, double Right, double Bottom, double Top)? extent = null, string aspect = "equal", double alpha = 1, bool annot = false,
        string fmt = "F2")
    {
        CheckAlpha(alpha, member);
        var pixels = member == nameof(Imshow) && matrix.Image is not null ? AxesImage.PixelsOf(matrix, annot) : null;
        if (pixels is null) CheckMatrix(matrix, member);
        if (interpolation is not ("nearest" or "bilinear" or "none"))
            throw new ArgumentException($"Imshow: interpolation is \"{interpolation}\"; use nearest or bilinear", nameof(interpolation));
        if (origin is not ("upper" or "lower")) throw new ArgumentException($"Imshow: origin is \"{origin}\"; use upper or lower", nameof(origin));
        if (aspect is not ("equal" or "auto")) throw new ArgumentException($"Imshow: aspect is \"{aspect}\"; use equal or auto", nameof(aspect));
        var map = Colormap.Find(cmap, member);
        if (pixels is not null) matrix = new double[matrix.Image![0], matrix.Image[1]];
        var texts = annot ? CellFormat.Write(matrix.Values, fmt, member) : null;
        var (min, max) = FiniteRange(matrix, vmin, vmax);
        var isUpper = origin == "upper";
        var (left, right, bottom, top) = extent
            ?? (isUpper ? (-0.5, matrix.Columns - 0.5, matrix.Rows - 0.5, -0.5) : (-0.5, matrix.Columns - 0.5, -0.5, matrix.Rows - 0.5));

        // AxesImage's top is where row 0 begins.
        var (first, last) = isUpper ? (top, bottom) : (bottom, top);
        var values = new SP.LabelStyle();
        SetFont(values, Style.FontSize, ColorOf(Style.Foreground, 1, member));
        var image = new AxesImage(matrix, min, max, map, new SP.CoordinateRect(left, right, last, first), alpha)
        {
            IsSmooth = interpolation == "bilinear",
            ValueTexts = texts,
            Pixels = pixels,
            ValueStyle = values,
        };
        ScottPlot.PlottableList.Add(image);
        if (pixels is null) _mappable = image;
        foreach (var edge in (double[])[left, right]) X.StickyEdges.Add(edge);
        foreach (var edge in (double[])[bottom, top]) Y.StickyEdges.Add(edge);
        if (isUpper && bottom > top) Y.IsInverted = true;
        Layout.IsEqual = aspect == "equal";
        return image;
    }

    /// <summary>Draws a matrix as a table of coloured cells, with the columns' labels above.</summary>
    /// <inheritdoc cref="Imshow"/>
    public AxesImage Matshow(
        ArrayLike matrix, string cmap = "viridis", double? vmin = null, double? vmax = null, double alpha = 1, bool annot = false, string fmt = "F2")
    {
        var image = Image(nameof(Matshow), matrix, cmap, vmin, vmax, alpha: alpha, annot: annot, fmt: fmt);
        _hasTopTicks = X.IsInteger = Y.IsInteger = true;
        return image;
    }

    /// <summary>Draws the colour map and its numbers beside the last image, scatter or contour.</summary>
    /// <param name="label">A text along it.</param>
    /// <exception cref="InvalidOperationException">There is nothing yet that has a colour map.</exception>
    public SP.Panels.ColorBar ColorBar(string label = "")
    {
        if (_mappable is null)
            throw new InvalidOperationException("ColorBar: nothing here has a colour map; draw an image, a contour or a scatter with c first");
        var bar = new SP.Panels.ColorBar(_mappable) { Width = 22 };
        ScottPlot.Axes.AddPanel(bar);
        StyleAxis(bar.Axis);
        bar.Axis.TickGenerator = new LinearTicks();
        bar.Axis.MajorTickStyle.AntiAlias = true;
        bar.Label = MathText.ToUnicode(label);

        // From bottom to top, as the y axis's. ScottPlot holds the label at its upper edge, which is on the other side then.
        using var paint = SP.Paint.NewDisposablePaint();
        bar.Axis.Label.Rotation = -90;
        bar.Axis.Label.OffsetX = -bar.Axis.Label.Measure(bar.Label, paint).Height;
        return bar;
    }

    /// <summary>Draws lines along which a surface has the same height.</summary>
    /// <param name="x">The positions of z's columns; a grid of them as torch.meshgrid gives it also does.</param>
    /// <param name="y">The positions of z's rows.</param>
    /// <param name="z">The heights, (rows, columns). Cells with a corner that is no finite number are left out.</param>
    /// <param name="levels">About how many heights; they are round numbers.</param>
    /// <param name="cmap">The colour map's name.</param>
    /// <param name="colors">One colour for all lines, instead of a map.</param>
    /// <param name="lineWidth">The lines' width in points.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <returns>The heights.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a name has no meaning.</exception>
    public IReadOnlyList<double> Contour(
        ArrayLike x, ArrayLike y, ArrayLike z, int levels = 7, string cmap = "viridis", string? colors = null,
        double lineWidth = 1.5, double alpha = 1) =>
        AddContour(nameof(Contour), x, y, z, levels, cmap, colors, lineWidth, alpha, isFilled: false);

    /// <summary>Fills the areas between heights of a surface.</summary>
    /// <inheritdoc cref="Contour"/>
    public IReadOnlyList<double> Contourf(ArrayLike x, ArrayLike y, ArrayLike z, int levels = 7, string cmap = "viridis", double alpha = 1) =>
        AddContour(nameof(Contourf), x, y, z, levels, cmap, null, 0, alpha, isFilled: true);

    /// <summary>
    /// Colours the plane by the class that a net finds at each place, and draws the points of the classes on it.
    /// </summary>
    /// <param name="net">
    /// Takes points (N, 2) and gives scores (N, C), of which the largest is the class, or (N, 1) or (N), positive for class 1.
    /// </param>
    /// <param name="x">The points, (N, 2).</param>
    /// <param name="y">Their classes 0, 1, …, or one-hot rows (N, C).</param>
    /// <param name="resolution">The number of places along each side.</param>
    /// <param name="alpha">The areas' opacity.</param>
    /// <param name="labels">The classes' names for the legend.</param>
    /// <exception cref="ArgumentException">The points are not (N, 2), or the classes or scores do not fit.</exception>
    public void DecisionRegions(
        Func<Tensor, Tensor> net, Tensor x, Tensor y, int resolution = 300, double alpha = 0.3, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (resolution < 2) throw new ArgumentException($"DecisionRegions: the resolution is {resolution}; use at least 2", nameof(resolution));
        DecisionMap.Draw(this, net, x, y, resolution, alpha, labels);
    }

    private IReadOnlyList<double> AddContour(
        string member, ArrayLike x, ArrayLike y, ArrayLike z, int levels, string cmap, string? colors, double lineWidth, double alpha, bool isFilled)
    {
        CheckMatrix(z, member);
        CheckDimensions(member, x, y);
        if (levels < 1) throw new ArgumentException($"{member}: {levels} levels; use at least 1", nameof(levels));
        var (xs, ys) = (Side(x, isRow: true, z.Columns, "x", "columns"), Side(y, isRow: false, z.Rows, "y", "rows"));
        CheckAlpha(alpha, member);
        var map = Colormap.Find(cmap, member);
        SP.Color? ink = colors is null ? null : ColorOf(colors, 1, member);
        var heights = LevelSet.Heights(FiniteRange(z, null, null), levels, isFilled);
        var contour = new ContourSet(z, heights, map, ink, Units.Pixels(lineWidth), alpha, isFilled);
        ScottPlot.PlottableList.Add(contour);
        _mappable = contour;
        Place(() => contour.Place([.. xs.Select(X.Map)], [.. ys.Select(Y.Map)]));
        foreach (var edge in (double[])[xs.Min(), xs.Max()]) X.StickyEdges.Add(edge);
        foreach (var edge in (double[])[ys.Min(), ys.Max()]) Y.StickyEdges.Add(edge);
        return heights;

        // A grid has the same positions in each row, or in each column.
        double[] Side(ArrayLike side, bool isRow, int count, string name, string what)
        {
            if (side.IsMatrix && side.Rows == z.Rows && side.Columns == z.Columns)
                return isRow ? side.Values[..count] : side.Column(0);
            if (side.Count != count || count < 2)
                throw new ArgumentException(
                    $"{member}: {name} has {side.Count} values and z {count} {what}; they must be as many, and at least 2", name);
            return side.Values;
        }
    }
}
