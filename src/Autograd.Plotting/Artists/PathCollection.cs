using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// Points, each with a colour and a size of its own: what <see cref="Axes.Scatter(ArrayLike, ArrayLike, ArrayLike?, ArrayLike?,
/// string?, string, string, double?, double?, double, string?)"/> draws.
/// </summary>
public sealed class PathCollection : SP.IPlottable, SP.IHasColorAxis
{
    internal PathCollection(SP.Coordinates[] points, float[] sizes, SP.Color[] colors, MarkerPath marker)
    {
        (Points, Sizes, Colors, Marker) = (points, sizes, colors, marker);
    }

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public SP.IAxes Axes { get; set; } = new SP.Axes();

    /// <summary>The colour map of the points' values.</summary>
    public SP.IColormap Colormap { get; internal init; } = new SP.Colormaps.Viridis();

    internal SP.Coordinates[] Points { get; }

    internal string Label { get; init; } = "";

    internal (double Min, double Max) Range { get; init; } = (0, 1);

    private float[] Sizes { get; }

    private SP.Color[] Colors { get; }

    private MarkerPath Marker { get; }

    /// <inheritdoc/>
    public IEnumerable<SP.LegendItem> LegendItems
    {
        get
        {
            if (Label.Length == 0 || Sizes.Length == 0) return [];
            var item = new SP.LegendItem { LabelText = Label, Plottable = this, MarkerStyle = MarkerStyle() };
            Set(item.MarkerStyle, Sizes[0], Colors[0]);
            return [item];
        }
    }

    /// <summary>The values that the colours go from and to.</summary>
    public SP.Range GetRange() => new(Range.Min, Range.Max);

    /// <inheritdoc/>
    public SP.AxisLimits GetAxisLimits()
    {
        var limits = new SP.ExpandingAxisLimits();
        foreach (var point in Points)
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y)) limits.Expand(point);
        }

        return limits.AxisLimits;
    }

    /// <inheritdoc/>
    public void Render(SP.RenderPack rp)
    {
        var style = MarkerStyle();
        for (var i = 0; i < Points.Length; i++)
        {
            Set(style, Sizes[i % Sizes.Length], Colors[i % Colors.Length]);
            Marker.Render(rp.Canvas, rp.Paint, Axes.GetPixel(Points[i]), style.Size, style);
        }
    }

    private SP.MarkerStyle MarkerStyle() => new() { Shape = SP.MarkerShape.FilledCircle, CustomRenderer = Marker, LineWidth = Units.Pixels(1.5) };

    private static void Set(SP.MarkerStyle style, float size, SP.Color color)
    {
        style.Size = size;
        style.FillColor = style.LineColor = color;
    }
}
