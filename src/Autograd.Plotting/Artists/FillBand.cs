using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>The area between two curves, interrupted where one of them has no value.</summary>
internal sealed class FillBand(SP.Color color, string label) : SP.IPlottable
{
    private double[] _x = [], _y1 = [], _y2 = [];

    public bool IsVisible { get; set; } = true;

    public SP.IAxes Axes { get; set; } = new SP.Axes();

    public IEnumerable<SP.LegendItem> LegendItems =>
        label.Length == 0 ? [] : [new SP.LegendItem { LabelText = label, FillColor = color, Plottable = this }];

    public SP.AxisLimits GetAxisLimits()
    {
        var limits = new SP.ExpandingAxisLimits();
        for (var i = 0; i < _x.Length; i++)
        {
            if (!HasValue(i)) continue;
            limits.Expand(_x[i], _y1[i]);
            limits.Expand(_x[i], _y2[i]);
        }

        return limits.AxisLimits;
    }

    public void Render(SP.RenderPack rp)
    {
        using var path = new SKPath();
        for (var start = 0; start < _x.Length; start++)
        {
            var end = start;
            while (end < _x.Length && HasValue(end)) end++;
            if (end - start < 2) continue;
            path.AddPoly([
                .. Enumerable.Range(start, end - start).Select(i => Axes.GetPixel(new(_x[i], _y1[i])).ToSKPoint()),
                .. Enumerable.Range(start, end - start).Reverse().Select(i => Axes.GetPixel(new(_x[i], _y2[i])).ToSKPoint()),
            ]);
            start = end;
        }

        SP.Drawing.FillPath(rp.Canvas, rp.Paint, path, new SP.FillStyle(color));
    }

    internal void Place(double[] x, double[] y1, double[] y2) => (_x, _y1, _y2) = (x, y1, y2);

    private bool HasValue(int i) => double.IsFinite(_x[i]) && double.IsFinite(_y1[i]) && double.IsFinite(_y2[i]);
}
