using ScottPlot;

namespace Autograd.Live;

/// <summary>Draws lines, and finds the values under a pointer.</summary>
internal static class LineChart
{
    private const int MostMarkers = 40;

    /// <summary>The chart as a view wants it.</summary>
    /// <param name="lines">All lines; those that the view hides are left out.</param>
    /// <param name="view">The size, the limits, the colors.</param>
    public static ChartImage Draw(IReadOnlyList<ChartLine> lines, ChartView view)
    {
        List<ChartLine> shown = [.. lines.Where(line => !view.Hidden.Contains(line.Key) && line.Domain is not null)];
        var (fullMin, fullMax) = XRange(shown);
        var margin = fullMax > fullMin ? (fullMax - fullMin) * 0.01 : 0.5;
        var (xMin, xMax) = (view.XMin ?? fullMin - margin, view.XMax ?? fullMax + margin);
        if (xMin >= xMax) (xMin, xMax) = (fullMin - margin, fullMax + margin);

        var canvas = new Canvas(view);
        var plot = canvas.Plot;
        canvas.Axes.Grid();
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var line in shown.OrderBy(line => !line.IsPale))
        {
            var points = line.Read(view.Width, xMin, xMax);
            var y = view.Log ? Array.ConvertAll(points.Y, value => value > 0 ? Math.Log10(value) : double.NaN) : points.Y;
            foreach (var value in y)
                if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
            Add(plot, line, points.X, y, view.Dark);
        }

        var (yMin, yMax) = YRange(low, high);
        plot.Axes.SetLimits(xMin, xMax, view.YMin ?? yMin, view.YMax ?? yMax);
        return canvas.Finish(fullMin - margin, fullMax + margin);
    }

    /// <summary>The values of all lines that are shown near <paramref name="x"/>.</summary>
    public static ValuesAt? At(IReadOnlyList<ChartLine> lines, ChartView view, double x)
    {
        List<(ChartLine Line, double X, double Y)> found = [];
        foreach (var line in lines)
            if (!view.Hidden.Contains(line.Key) && line.Nearest(x) is var (at, value)) found.Add((line, at, value));
        if (found.Count == 0) return null;

        // The crosshair goes to the nearest value of any line; a line whose own nearest value is elsewhere says where.
        var nearest = found.MinBy(value => Math.Abs(value.X - x)).X;
        var values = found.Select(value => new ValueAt(
            value.X == nearest ? value.Line.Label : $"{value.Line.Label} ({Numbers.Format(value.X)})",
            Numbers.Format(value.Y), value.Line.Color % ChartColors.Count, value.Line.OwnColor));
        return new ValuesAt(nearest, $"batch {Numbers.Format(nearest)}", [.. values]);
    }

    /// <summary>The lines as a table: fifty rows from one end to the other, a column a line.</summary>
    public static TableContent Table(IReadOnlyList<ChartLine> lines, ChartView view)
    {
        const int mostRows = 50;
        List<ChartLine> shown = [.. lines.Where(line => !view.Hidden.Contains(line.Key) && line.Domain is not null)];
        if (shown.Count == 0) return new TableContent(["batch"], []);

        var (min, max) = XRange(shown);
        var (from, to) = (Math.Max(view.XMin ?? min, min), Math.Min(view.XMax ?? max, max));
        SortedSet<double> positions = [];
        for (var i = 0; i < mostRows; i++)
        {
            var x = from + ((to - from) * i / (mostRows - 1));
            positions.Add(shown.Select(line => line.Nearest(x)!.Value.X).MinBy(at => Math.Abs(at - x)));
        }

        var rows = positions.Select(x => (IReadOnlyList<string>)
        [
            Numbers.Format(x),
            .. shown.Select(line => line.Nearest(x) is var (at, value) && at == x ? Numbers.Format(value) : ""),
        ]);
        return new TableContent(["batch", .. shown.Select(line => line.Label)], [.. rows]);
    }

    private static void Add(Plot plot, ChartLine line, double[] x, double[] y, bool dark)
    {
        var scatter = plot.Add.ScatterLine(x, y, ChartColors.Line(line, dark).WithAlpha(line.IsPale ? 0.45 : 1));
        scatter.LineWidth = line.IsPale ? 1 : 2;

        // A single point has no line; a few are easier to see with marks.
        if (x.Length == 1 || (!line.IsPale && x.Length <= MostMarkers)) scatter.MarkerSize = 5;
    }

    private static (double Min, double Max) XRange(List<ChartLine> lines)
    {
        var domains = lines.Select(line => line.Domain).OfType<(double First, double Last)>().ToList();
        return domains.Count == 0 ? (0, 1) : (domains.Min(domain => domain.First), domains.Max(domain => domain.Last));
    }

    // Some air above and below; around a constant a range of its own size.
    private static (double Min, double Max) YRange(double low, double high)
    {
        if (low > high) return (0, 1);
        var margin = high > low ? (high - low) * 0.06 : high != 0 ? Math.Abs(high) * 0.1 : 0.5;
        return double.IsFinite(high - low) ? (low - margin, high + margin) : (low, high);
    }
}
