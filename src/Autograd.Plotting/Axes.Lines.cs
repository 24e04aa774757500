using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    /// <summary>Draws y over x as lines and/or markers. A matrix gives a line a column.</summary>
    /// <param name="x">The positions along x: a series, or a matrix with as many columns as <paramref name="y"/>, or one.</param>
    /// <param name="y">The values, as many as x has.</param>
    /// <param name="format">A colour, a marker and a line style in any order: <c>"o"</c>, <c>"--"</c>, <c>"r--o"</c>.</param>
    /// <param name="label">The legend's text.</param>
    /// <param name="color">A colour, if the format has none; by default the next of the cycle.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="lineStyle"><c>-</c>, <c>--</c>, <c>-.</c>, <c>:</c> or <c>None</c>.</param>
    /// <param name="marker">A marker, such as <c>o</c>.</param>
    /// <param name="lineWidth">The line's width in points.</param>
    /// <param name="markerSize">The markers' diameter in points.</param>
    /// <returns>The lines, as ScottPlot knows them.</returns>
    /// <exception cref="ArgumentException">x and y differ in length, or a name has no meaning.</exception>
    public IReadOnlyList<SP.Plottables.Scatter> Plot(
        ArrayLike x, ArrayLike y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6)
    {
        CheckDimensions(nameof(Plot), x, y);
        CheckSameLength(x, y, nameof(Plot));
        if (x.Columns != 1 && x.Columns != y.Columns)
            throw new ArgumentException($"Plot: x has {x.Columns} columns and y {y.Columns}; x needs one, or as many as y", nameof(x));
        var parsed = FormatString.Parse(format);
        if (lineStyle is not null) parsed = parsed with { LineStyle = FormatString.CheckLineStyle(lineStyle, nameof(Plot)) };
        if (marker is not null) parsed = parsed with { Marker = FormatString.CheckMarker(marker, nameof(Plot)) };
        CheckAlpha(alpha, nameof(Plot));
        if ((parsed.Color ?? color) is { } named) ColorOf(named, alpha, nameof(Plot));

        var lines = new List<SP.Plottables.Scatter>();
        for (var column = 0; column < y.Columns; column++)
        {
            var ink = ColorOf(color ?? parsed.Color ?? NextLineColor(), alpha, nameof(Plot));
            lines.Add(Line(x.Column(column), y.Column(column), parsed, ink, label, lineWidth, markerSize));
        }

        return lines;
    }

    /// <summary>Draws y over 0, 1, 2, …</summary>
    /// <inheritdoc cref="Plot(ArrayLike, ArrayLike, string, string?, string?, double, string?, string?, double, double)"/>
    public IReadOnlyList<SP.Plottables.Scatter> Plot(
        ArrayLike y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Plot(Count(y.Rows), y, format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <summary>Draws a sequence over 0, 1, 2, …</summary>
    /// <inheritdoc cref="Plot(ArrayLike, ArrayLike, string, string?, string?, double, string?, string?, double, double)"/>
    public IReadOnlyList<SP.Plottables.Scatter> Plot(
        IEnumerable<double> y, string format = "", string? label = null, string? color = null, double alpha = 1, string? lineStyle = null,
        string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Plot(ArrayLike.From(y), format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <summary>Draws a sequence over another.</summary>
    /// <inheritdoc cref="Plot(ArrayLike, ArrayLike, string, string?, string?, double, string?, string?, double, double)"/>
    public IReadOnlyList<SP.Plottables.Scatter> Plot(
        IEnumerable<double> x, IEnumerable<double> y, string format = "", string? label = null, string? color = null, double alpha = 1,
        string? lineStyle = null, string? marker = null, double lineWidth = 1.5, double markerSize = 6) =>
        Plot(ArrayLike.From(x), ArrayLike.From(y), format, label, color, alpha, lineStyle, marker, lineWidth, markerSize);

    /// <summary>A horizontal line through the whole frame.</summary>
    /// <exception cref="ArgumentException">A name has no meaning.</exception>
    public SP.Plottables.HorizontalLine AxHLine(
        double y = 0, string? color = null, string lineStyle = "-", double lineWidth = 1.5, double alpha = 1, string? label = null)
    {
        var style = FormatString.CheckLineStyle(lineStyle, nameof(AxHLine));
        var ink = ColorOf(color ?? "C0", alpha, nameof(AxHLine));
        var line = ScottPlot.Add.HorizontalLine(0);
        StyleLine(line.LineStyle, ink, style, lineWidth);
        line.LegendText = Legible(label);
        Place(() => (line.Y, line.IsVisible) = (Y.Map(y), double.IsFinite(Y.Map(y))));
        return line;
    }

    /// <summary>A vertical line through the whole frame.</summary>
    /// <exception cref="ArgumentException">A name has no meaning.</exception>
    public SP.Plottables.VerticalLine AxVLine(
        double x = 0, string? color = null, string lineStyle = "-", double lineWidth = 1.5, double alpha = 1, string? label = null)
    {
        var style = FormatString.CheckLineStyle(lineStyle, nameof(AxVLine));
        var ink = ColorOf(color ?? "C0", alpha, nameof(AxVLine));
        var line = ScottPlot.Add.VerticalLine(0);
        StyleLine(line.LineStyle, ink, style, lineWidth);
        line.LegendText = Legible(label);
        Place(() => (line.X, line.IsVisible) = (X.Map(x), double.IsFinite(X.Map(x))));
        return line;
    }

    /// <summary>Fills the area between two curves.</summary>
    /// <param name="x">The positions.</param>
    /// <param name="y1">One curve.</param>
    /// <param name="y2">The other; one number stands for a horizontal line.</param>
    /// <param name="color">A colour; by default the next of the cycle.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="label">The legend's text.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a name has no meaning.</exception>
    public void FillBetween(ArrayLike x, ArrayLike y1, ArrayLike? y2 = null, string? color = null, double alpha = 1, string? label = null)
    {
        CheckDimensions(nameof(FillBetween), x, y1, y2);
        var other = y2 ?? 0.0;
        if (other.Count == 1) other = Enumerable.Repeat(other.Values[0], x.Count).ToArray();
        if (x.Count != y1.Count || x.Count != other.Count)
            throw new ArgumentException($"FillBetween: x has {x.Count} values, y1 {y1.Count} and y2 {other.Count}; they must be as many", nameof(x));
        var ink = ColorOf(color ?? NextPatchColor(), alpha, nameof(FillBetween));
        var band = new FillBand(ink, Legible(label));
        ScottPlot.PlottableList.Add(band);
        Place(() => band.Place([.. x.Values.Select(X.Map)], [.. y1.Values.Select(Y.Map)], [.. other.Values.Select(Y.Map)]));
    }

    /// <summary>Writes text at a place.</summary>
    /// <param name="x">The place along x.</param>
    /// <param name="y">The place along y.</param>
    /// <param name="text">The text, with TeX's Greek letters and signs between dollars if wanted.</param>
    /// <param name="size">The size in points.</param>
    /// <param name="color">The colour.</param>
    /// <param name="ha">Which side of the text is at x: <c>left</c>, <c>center</c> or <c>right</c>.</param>
    /// <param name="va">Which side of the text is at y: <c>bottom</c>, <c>center</c> or <c>top</c>.</param>
    /// <param name="rotation">Degrees, counterclockwise.</param>
    /// <exception cref="ArgumentException">A name has no meaning.</exception>
    public SP.Plottables.Text Text(
        double x, double y, string text, double? size = null, string? color = null, string ha = "left", string va = "bottom", double rotation = 0)
    {
        var alignment = (ha, va) switch
        {
            ("left", "bottom") => SP.Alignment.LowerLeft,
            ("center", "bottom") => SP.Alignment.LowerCenter,
            ("right", "bottom") => SP.Alignment.LowerRight,
            ("left", "center") => SP.Alignment.MiddleLeft,
            ("center", "center") => SP.Alignment.MiddleCenter,
            ("right", "center") => SP.Alignment.MiddleRight,
            ("left", "top") => SP.Alignment.UpperLeft,
            ("center", "top") => SP.Alignment.UpperCenter,
            ("right", "top") => SP.Alignment.UpperRight,
            _ => throw new ArgumentException(
                $"Text: ha is \"{ha}\" and va \"{va}\"; ha is left, center or right, va bottom, center or top", nameof(ha)),
        };
        var ink = ColorOf(color ?? Style.Foreground, 1, nameof(Text));
        var plotted = ScottPlot.Add.Text(MathText.ToUnicode(text), 0, 0);
        SetFont(plotted.LabelStyle, size ?? Style.FontSize, ink);
        plotted.Alignment = alignment;
        plotted.LabelStyle.Rotation = (float)-rotation;
        Place(() =>
        {
            plotted.Location = At(x, y);
            plotted.IsVisible = double.IsFinite(plotted.Location.X) && double.IsFinite(plotted.Location.Y);
        });
        return plotted;
    }

    private SP.Plottables.Scatter Line(
        double[] x, double[] y, FormatString format, SP.Color ink, string? label, double lineWidth, double markerSize)
    {
        var points = new SP.Coordinates[x.Length];
        var line = ScottPlot.Add.Scatter(points);
        line.PathStrategy = new DecimatedPath();
        StyleLine(line.LineStyle, ink, format.LineStyle, lineWidth);
        if (format.Marker == FormatString.None)
        {
            line.MarkerStyle.IsVisible = false;
            line.MarkerStyle.Size = 0;
        }
        else
        {
            // A marker's edge, a point wide, is half outside.
            line.MarkerStyle.CustomRenderer = MarkerPath.Of(format.Marker[0]);
            line.MarkerStyle.Size = Units.Pixels(markerSize + 1);
            line.MarkerStyle.LineWidth = Units.Pixels(1);
            line.MarkerStyle.FillColor = line.MarkerStyle.LineColor = ink;
        }

        line.LegendText = Legible(label);
        Place(() =>
        {
            for (var i = 0; i < points.Length; i++)
            {
                var at = At(x[i], y[i]);
                points[i] = double.IsNaN(at.X) || double.IsNaN(at.Y) ? new(double.NaN, double.NaN) : at;
            }
        });
        return line;
    }

    /// <summary>matplotlib's dashes, in multiples of the line's width.</summary>
    private static void StyleLine(SP.LineStyle line, SP.Color ink, string style, double width)
    {
        line.Color = ink;
        line.Width = style == FormatString.None ? 0 : Units.Pixels(width);
        line.IsVisible = line.Width > 0;
        line.StrokeJoin = SKStrokeJoin.Round;
        float[] dashes = style switch
        {
            "--" => [3.7f, 1.6f],
            "-." => [6.4f, 1.6f, 1, 1.6f],
            ":" => [1, 1.65f],
            _ => [],
        };
        if (dashes.Length == 0) line.StrokeCap = SKStrokeCap.Square;
        line.Pattern = new SP.LinePattern(Array.ConvertAll(dashes, dash => dash * Units.Pixels(width)), 0, style);
    }

    /// <summary>A legend leaves out what has no text, and text that begins with an underscore.</summary>
    private static string Legible(string? label) => label is null || label.StartsWith('_') ? "" : MathText.ToUnicode(label);

    private static double[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
