using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>Finds the corner or side where a legend hides the least of what is drawn: matplotlib's <c>best</c>.</summary>
internal static class LegendPlacement
{
    private const int Samples = 400;

    // matplotlib's order, which decides between places that are as good.
    private static readonly SP.Alignment[] Order =
    [
        SP.Alignment.UpperRight, SP.Alignment.UpperLeft, SP.Alignment.LowerLeft, SP.Alignment.LowerRight, SP.Alignment.MiddleRight,
        SP.Alignment.MiddleLeft, SP.Alignment.LowerCenter, SP.Alignment.UpperCenter,
    ];

    internal static SP.Alignment Best(SP.Plot plot, SP.PixelRect rect, float fontSize)
    {
        var items = plot.Legend.GetItems();
        if (items.Length == 0) return Order[0];

        // The legend's part of the frame, from the number and length of its texts.
        var width = Math.Clamp((items.Max(item => item.LabelText.Length) * 0.6 + 4) * fontSize / Math.Max(rect.Width * 0.85, 1), 0.05, 0.9);
        var height = Math.Clamp((items.Length * 1.45 + 0.8) * fontSize / Math.Max(rect.Height * 0.85, 1), 0.05, 0.9);
        var points = plot.PlottableList.SelectMany(plottable => Points(plottable, plot)).ToArray();
        return Order.MinBy(place => points.Count(point => Covers(place, width, height, point)));
    }

    private static bool Covers(SP.Alignment place, double width, double height, (double X, double Y) point)
    {
        var left = SP.AlignmentExtensions.HorizontalFraction(place) * (1 - width);
        var bottom = SP.AlignmentExtensions.VerticalFraction(place) * (1 - height);
        return point.X >= left && point.X <= left + width && point.Y >= bottom && point.Y <= bottom + height;
    }

    /// <summary>Places on what is drawn, as parts of the frame.</summary>
    private static IEnumerable<(double X, double Y)> Points(SP.IPlottable plottable, SP.Plot plot)
    {
        var (x, y) = (plot.Axes.Bottom, plot.Axes.Left);
        return plottable switch
        {
            SP.Plottables.Scatter line => Along(line.Data.GetScatterPoints(), line.LineStyle.IsVisible),
            PathCollection points => points.Points.Select(Part),
            SP.Plottables.BarPlot bars => bars.Bars.SelectMany(bar => Along(
                [new(bar.Position, bar.ValueBase), new(bar.Position, bar.Value)], isLine: true)),
            _ => [],
        };

        (double X, double Y) Part(SP.Coordinates point) => ((point.X - x.Min) / (x.Max - x.Min), (point.Y - y.Min) / (y.Max - y.Min));

        IEnumerable<(double X, double Y)> Along(IReadOnlyList<SP.Coordinates> points, bool isLine)
        {
            if (!isLine || points.Count is < 2 or > Samples)
            {
                foreach (var point in points) yield return Part(point);
                yield break;
            }

            // Few points are far apart, and the line between them counts too.
            var between = Samples / (points.Count - 1);
            for (var i = 1; i < points.Count; i++)
            {
                var (a, b) = (Part(points[i - 1]), Part(points[i]));
                for (var j = 0; j <= between; j++)
                {
                    var part = (double)j / (between + 1);
                    yield return (a.X + (b.X - a.X) * part, a.Y + (b.Y - a.Y) * part);
                }
            }
        }
    }
}
