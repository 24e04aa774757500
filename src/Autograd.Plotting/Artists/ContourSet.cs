using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>A surface's lines of equal height, or the areas between them.</summary>
internal sealed class ContourSet(ArrayLike z, double[] heights, SP.IColormap map, SP.Color? ink, float lineWidth, double alpha, bool isFilled)
    : SP.IPlottable, SP.IHasColorAxis
{
    private double[] _x = [], _y = [];

    public bool IsVisible { get; set; } = true;

    public SP.IAxes Axes { get; set; } = new SP.Axes();

    public IEnumerable<SP.LegendItem> LegendItems => [];

    /// <summary>Filled areas have the colours between the heights, so the bar has as many parts.</summary>
    public SP.IColormap Colormap => isFilled && heights.Length > 1
        ? new Colormap(map.Name, [.. Enumerable.Range(0, heights.Length - 1).Select(Shade)], isListed: true)
        : map;

    public SP.Range GetRange() => new(heights[0], Math.Max(heights[0], heights[^1]));

    public SP.AxisLimits GetAxisLimits()
    {
        var limits = new SP.ExpandingAxisLimits();
        foreach (var x in _x) limits.ExpandX(x);
        foreach (var y in _y) limits.ExpandY(y);
        return limits.AxisLimits;
    }

    public void Render(SP.RenderPack rp)
    {
        var points = new SKPoint[z.Count];
        for (var i = 0; i < points.Length; i++) points[i] = Axes.GetPixel(new(_x[i % z.Columns], _y[i / z.Columns])).ToSKPoint();
        for (var i = 0; i < (isFilled ? heights.Length - 1 : heights.Length); i++)
        {
            using var path = new SKPath();
            if (isFilled)
            {
                // Each area covers the lower ones, so that there are no seams; a see-through one must not: it ends where the next begins.
                LevelSet.AddArea(path, heights[i], points, z.Values, z.Columns);
                if (alpha == 1)
                {
                    SP.Drawing.FillPath(rp.Canvas, rp.Paint, path, new SP.FillStyle(Shade(i)));
                    continue;
                }

                using var higher = new SKPath();
                LevelSet.AddArea(higher, heights[i + 1], points, z.Values, z.Columns);
                using var band = path.Simplify().Op(higher.Simplify(), SKPathOp.Difference) ?? path;
                SP.Drawing.FillPath(rp.Canvas, rp.Paint, band, new SP.FillStyle(Shade(i)));
            }
            else
            {
                LevelSet.AddLines(path, heights[i], points, z.Values, z.Columns);
                var style = new SP.LineStyle(lineWidth, ink ?? Shade(i)) { StrokeCap = SKStrokeCap.Round };
                SP.Drawing.DrawPath(rp.Canvas, rp.Paint, path, style);
            }
        }
    }

    internal void Place(double[] x, double[] y) => (_x, _y) = (x, y);

    private SP.Color Shade(int i)
    {
        var count = isFilled ? heights.Length - 1 : heights.Length;
        var color = map.GetColor(isFilled ? (i + 0.5) / count : count == 1 ? 0 : (double)i / (count - 1));
        return alpha == 1 ? color : color.WithAlpha((byte)Math.Round(255 * alpha));
    }
}
