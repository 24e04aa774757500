namespace Autograd.Live;

/// <summary>
/// A histogram as TensorBoard shows it: the limits grow by a tenth from 1e-12 to 1e20 on either side of 0, so that
/// values of any magnitude can be told apart. Buckets that are empty at either end are left out.
/// </summary>
internal sealed class HistogramBuckets
{
    private static readonly double[] _defaultLimits = MakeLimits();

    private HistogramBuckets(double min, double max, double num, double sum, double sumSquares, double[] limits, double[] counts) =>
        (Min, Max, Num, Sum, SumSquares, Limits, Counts) = (min, max, num, sum, sumSquares, limits, counts);

    public double Min { get; }

    public double Max { get; }

    public double Num { get; }

    public double Sum { get; }

    public double SumSquares { get; }

    /// <summary>The upper limits of the buckets.</summary>
    public double[] Limits { get; }

    public double[] Counts { get; }

    public static HistogramBuckets Of(ReadOnlySpan<double> values)
    {
        var counts = new double[_defaultLimits.Length - 1];
        var (min, max, num, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0L, 0.0, 0.0);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            sum += value;
            squares += value * value;
            num++;
            var bucket = BucketOf(value);
            if (bucket >= 0) counts[bucket]++;
        }

        var first = Array.FindIndex(counts, count => count > 0);
        if (first < 0) return new HistogramBuckets(num == 0 ? 0 : min, num == 0 ? 0 : max, num, sum, squares, [], []);

        // Only upper limits are stored; an empty bucket below the first one says where that one begins.
        var last = Array.FindLastIndex(counts, count => count > 0);
        return new HistogramBuckets(
            min, max, num, sum, squares, _defaultLimits[first..(last + 2)], [0, .. counts[first..(last + 1)]]);
    }

    /// <summary>The bucket with limits[i] ≤ value &lt; limits[i + 1], the last one closed; -1 outside of all.</summary>
    private static int BucketOf(double value)
    {
        if (value < _defaultLimits[0] || value > _defaultLimits[^1]) return -1;
        var found = Array.BinarySearch(_defaultLimits, value);
        return Math.Min(found >= 0 ? found : ~found - 1, _defaultLimits.Length - 2);
    }

    private static double[] MakeLimits()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1) positive.Add(limit);
        return [.. Enumerable.Reverse(positive).Select(limit => -limit), 0, .. positive];
    }
}
