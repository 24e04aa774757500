namespace Autograd.Live;

/// <summary>The distribution of one tensor's elements over time: where the most are, the colour is strongest.</summary>
internal sealed class DistributionPanel(int id, string section, string title, int place) : ChartPanel(id, section, title)
{
    private const int Rows = 120;
    private HistogramSeries? _series;

    public override long Version => Volatile.Read(ref _series)?.Version ?? 0;

    private HistogramSeries Series => Volatile.Read(ref _series)!;

    public void Set(HistogramSeries series) => Volatile.Write(ref _series, series);

    public override PanelState State() => base.State() with { Folded = Section != "histograms", Place = place };

    public override string Describe(ChartView view)
    {
        var latest = Series.Items[^1];
        var histogram = latest.Histogram;
        return $"Distribution of {Title} over batches; at batch {latest.Step}: mean {Numbers.Format(histogram.Mean)}, "
            + $"standard deviation {Numbers.Format(histogram.StandardDeviation)}, "
            + $"from {Numbers.Format(histogram.Min)} to {Numbers.Format(histogram.Max)}";
    }

    public override ChartImage Draw(ChartView view)
    {
        var series = Series;
        var (first, last) = HistogramValues.Span([series]);
        var (xMin, xMax) = (view.XMin ?? first, view.XMax ?? last);
        var (yMin, yMax) = YRange(series);
        (yMin, yMax) = (view.YMin ?? yMin, view.YMax ?? yMax);

        var cells = new double[Rows, HeatMap.Columns(view)];
        var counts = new double[Rows];
        for (var column = 0; column < cells.GetLength(1); column++)
        {
            var step = xMin + ((xMax - xMin) * (column + 0.5) / cells.GetLength(1));
            if (step < last && series.At(step) is { Histogram: var histogram }) Count(histogram, yMin, yMax, counts);
            else Array.Clear(counts);

            // Each column by its own maximum, so that a wide distribution is seen as well as a narrow one.
            var most = counts.Max();
            for (var row = 0; row < Rows; row++)
                cells[Rows - 1 - row, column] = counts[row] > 0 ? Math.Sqrt(counts[row] / most) : HeatMap.Nothing;
        }

        var canvas = new Canvas(view);
        new HeatMap(cells, 0, 1).AddTo(canvas, new(xMin, xMax, yMin, yMax), ChartColors.Ink(view.Dark));
        canvas.Plot.Axes.SetLimits(xMin, xMax, yMin, yMax);
        return canvas.Finish(first, last);
    }

    public override ValuesAt? At(ChartView view, double x, double y) =>
        Series.At(x) is { } item ? Readings(item, Title) : null;

    public override TableContent Table(ChartView view)
    {
        var rows = Series.Items.Select(item => (IReadOnlyList<string>)
        [
            Numbers.Format(item.Step), Numbers.Format(item.Histogram.Mean), Numbers.Format(item.Histogram.StandardDeviation),
            Numbers.Format(item.Histogram.Min), Numbers.Format(item.Histogram.Max), Numbers.Format(item.Histogram.NonFinite),
        ]);
        return new TableContent(["batch", "mean", "standard deviation", "min", "max", "not finite"], [.. rows]);
    }

    /// <summary>A histogram in words and numbers, for the pointer.</summary>
    public static ValuesAt Readings(HistogramItem item, string name)
    {
        var histogram = item.Histogram;
        List<ValueAt> values =
        [
            Value("root mean square", histogram.RootMeanSquare()), Value("mean", histogram.Mean),
            Value("min", histogram.Min), Value("max", histogram.Max),
        ];
        if (histogram.Zeros > 0) values.Add(Value("zeros", histogram.Zeros));
        if (histogram.NonFinite > 0) values.Add(Value("NaN or infinite", histogram.NonFinite));
        return new ValuesAt(item.Step, $"{name}, batch {item.Step}", values);

        static ValueAt Value(string label, double value) => new(label, Numbers.Format(value), ChartColors.Count - 1, null);
    }

    // The number of elements in each of the rows from yMin to yMax.
    private static void Count(Histogram histogram, double yMin, double yMax, double[] counts)
    {
        // A value that all elements share is the whole of its row's count.
        var below = histogram.CountUpTo(yMin);
        if (histogram.Min >= yMin) below = 0;
        for (var row = 0; row < counts.Length; row++)
        {
            var above = histogram.CountUpTo(yMin + ((yMax - yMin) * (row + 1) / counts.Length));
            counts[row] = above - below;
            below = above;
        }
    }

    private static (double Min, double Max) YRange(HistogramSeries series)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var histogram in series.Items.Select(item => item.Histogram))
            if (double.IsFinite(histogram.Min)) (low, high) = (Math.Min(low, histogram.Min), Math.Max(high, histogram.Max));
        if (low > high) return (0, 1);
        var margin = high > low ? (high - low) * 0.04 : high != 0 ? Math.Abs(high) * 0.1 : 0.5;
        return double.IsFinite(high - low) ? (low - margin, high + margin) : (low, high);
    }
}
