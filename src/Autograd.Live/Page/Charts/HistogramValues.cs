namespace Autograd.Live;

/// <summary>What charts read from histograms over time.</summary>
internal static class HistogramValues
{
    /// <summary>The root mean square of the finite elements: their size, whatever their number.</summary>
    public static double RootMeanSquare(this Histogram histogram)
    {
        var finite = histogram.Count - histogram.NonFinite;
        return finite > 0 ? histogram.Norm / Math.Sqrt(finite) : double.NaN;
    }

    /// <summary>The number of elements up to <paramref name="value"/>, as if each bin were evenly filled.</summary>
    public static double CountUpTo(this Histogram histogram, double value)
    {
        var (finite, bins) = (histogram.Count - histogram.NonFinite, histogram.Bins);
        if (finite == 0 || value < histogram.Min) return 0;
        if (value >= histogram.Max) return finite;
        var position = (value - histogram.Min) / (histogram.Max - histogram.Min) * bins.Count;
        var whole = Math.Min((int)position, bins.Count - 1);
        var count = 0.0;
        for (var i = 0; i < whole; i++) count += bins[i];
        return count + (bins[whole] * (position - whole));
    }

    /// <summary>The histogram that holds at a step: the last one made until then; null before the first.</summary>
    public static HistogramItem? At(this HistogramSeries series, double step)
    {
        var (low, high) = (0, series.Items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (series.Items[middle].Step <= step) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : series.Items[low - 1];
    }

    /// <summary>
    /// The steps that a chart of the series spans: the last histogram is as wide as the one before it.
    /// </summary>
    public static (double First, double Last) Span(IEnumerable<HistogramSeries> series)
    {
        var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var items in series.Select(one => one.Items))
        {
            var width = items.Count > 1 ? items[^1].Step - items[^2].Step : 1;
            (first, last) = (Math.Min(first, items[0].Step), Math.Max(last, items[^1].Step + width));
        }

        return (first, last);
    }
}
