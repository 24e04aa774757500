using System.Text.RegularExpressions;
using Autograd.Plotting;
using ScottPlot;
using ScottPlot.TickGenerators;
using Axes = Autograd.Plotting.Axes;

namespace Autograd.Live;

/// <summary>What all charts of the page share: a figure of its size and colours, and how it becomes an image.</summary>
internal sealed partial class Canvas
{
    private const int PixelsPerTick = 70;
    private readonly Figure _figure;
    private readonly Axes _axes;

    public Canvas(ChartView view)
    {
        _figure = new Figure((view.Width / 100.0, view.Height / 100.0), ChartColors.Style(view.Dark));
        _axes = _figure.AddSubplot();
        if (view.Log) _axes.SetYScale("log");
        _axes.SetXLabel("batch");
    }

    /// <summary>The ScottPlot object to draw into. On a logarithmic view its heights are decimal logarithms.</summary>
    public Plot Plot => _axes.ScottPlot;

    public Axes Axes => _axes;

    /// <summary>Draws it.</summary>
    /// <param name="fullXMin">Where a view of everything begins.</param>
    /// <param name="fullXMax">Where a view of everything ends.</param>
    public ChartImage Finish(double fullXMin, double fullXMax)
    {
        var limits = Plot.Axes.GetLimits();
        Plot.Axes.Bottom.TickGenerator = new NumericManual(BatchTicks(limits.Left, limits.Right, _figure.Width / PixelsPerTick));

        // The page has the font already, and its security policy allows no style within the page.
        var svg = Head().Replace(_figure.ToSvg(embedFont: false), "", 1);
        return new ChartImage(svg, _figure.Width, _figure.Height, Plot.RenderManager.LastRender.DataRect, Plot.Axes.GetLimits(), fullXMin, fullXMax);
    }

    // Batches are whole numbers, however few are in sight.
    private static Tick[] BatchTicks(double low, double high, int most)
    {
        var least = Math.Max((high - low) / most, 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = (least / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
        List<Tick> ticks = [];
        for (var tick = step * Math.Ceiling(low / step); tick <= high; tick += step) ticks.Add(new Tick(tick, $"{tick + 0.0:0}"));
        return [.. ticks];
    }

    [GeneratedRegex("^.*?<svg[^>]*>\\s*(<style>.*?</style>)?", RegexOptions.Singleline)]
    private static partial Regex Head();
}
