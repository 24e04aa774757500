namespace Autograd.Live;

/// <summary>Reduces a series to its extremes for a chart.</summary>
public static class Decimation
{
    /// <summary>
    /// A series as a line of few points: the values of each of <paramref name="buckets"/> equal parts are replaced by
    /// their minimum and maximum. See <see cref="DecimatedSeries"/>.
    /// </summary>
    /// <param name="x">The x of the values, ascending.</param>
    /// <param name="y">The values; those that are not finite become gaps.</param>
    /// <param name="buckets">The number of parts: as a rule the chart's width in pixels.</param>
    /// <param name="from">The smallest x of interest.</param>
    /// <param name="to">The greatest x of interest.</param>
    /// <exception cref="ArgumentException">x and y differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">buckets is less than 1.</exception>
    public static DecimatedSeries Decimate(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int buckets,
        double from = double.NegativeInfinity, double to = double.PositiveInfinity) => Decimate(x, y, buckets, from, to, null);

    internal static DecimatedSeries Decimate(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int buckets, double from, double to, ExtremesPyramid? pyramid)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Decimate: {x.Length} values of x and {y.Length} of y; pass one x for each y");
        if (buckets < 1) throw new ArgumentOutOfRangeException(nameof(buckets), $"Decimate: buckets is {buckets}; it must be at least 1");
        var start = FirstAtLeast(x, from);
        var end = FirstAbove(x, to);
        return end - start <= 2L * buckets
            ? Whole(x, y, start, Math.Max(start, end))
            : Reduced(x, y, start, end, buckets, pyramid);
    }

    private static DecimatedSeries Whole(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int start, int end)
    {
        var values = y[start..end].ToArray();
        var gaps = 0;
        foreach (ref var value in values.AsSpan())
        {
            if (double.IsFinite(value)) continue;
            value = double.NaN;
            gaps++;
        }

        return new DecimatedSeries(x[start..end].ToArray(), values, values.Length, gaps);
    }

    private static DecimatedSeries Reduced(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int start, int end, int buckets, ExtremesPyramid? pyramid)
    {
        var edges = new int[buckets + 1];
        for (var i = 0; i <= buckets; i++) edges[i] = start + (int)((long)i * (end - start) / buckets);
        var parts = pyramid?.Of(y, edges) ?? Scan(y, edges);
        var positions = new List<int>((2 * buckets) + 2);
        var gaps = 0;
        Span<int> three = stackalloc int[3];
        Append(positions, start);
        foreach (ref readonly var part in parts.AsSpan())
        {
            (three[0], three[1], three[2]) = (part.MinAt, part.MaxAt, part.GapAt);
            three.Sort();
            foreach (var position in three) Append(positions, position);
            gaps += part.Gaps;
        }

        Append(positions, end - 1);
        var (lineX, lineY) = (new double[positions.Count], new double[positions.Count]);
        for (var i = 0; i < positions.Count; i++)
            (lineX[i], lineY[i]) = (x[positions[i]], double.IsFinite(y[positions[i]]) ? y[positions[i]] : double.NaN);
        return new DecimatedSeries(lineX, lineY, end - start, gaps);
    }

    private static void Append(List<int> positions, int position)
    {
        if (position >= 0 && (positions.Count == 0 || positions[^1] < position)) positions.Add(position);
    }

    private static Extremes[] Scan(ReadOnlySpan<double> y, int[] edges)
    {
        var result = new Extremes[edges.Length - 1];
        for (var i = 0; i < result.Length; i++) result[i] = Extremes.Of(y[edges[i]..edges[i + 1]], edges[i]);
        return result;
    }

    private static int FirstAtLeast(ReadOnlySpan<double> x, double value) => FirstWhere(x, value, orEqual: true);

    private static int FirstAbove(ReadOnlySpan<double> x, double value) => FirstWhere(x, value, orEqual: false);

    private static int FirstWhere(ReadOnlySpan<double> x, double value, bool orEqual)
    {
        var (low, high) = (0, x.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (x[middle] > value || (orEqual && x[middle] == value)) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
