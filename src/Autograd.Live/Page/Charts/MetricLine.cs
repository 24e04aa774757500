namespace Autograd.Live;

/// <summary>The batches or the epochs of a recorded metric as a line.</summary>
internal sealed class MetricLine(LiveMetric metric, MetricLevel level) : ChartLine
{
    public override (double First, double Last)? Domain => X is [var first, ..] and [.., var last] ? (Math.Clamp(Start, first, last), last) : null;

    public override double Latest => Y is [.., var last] ? last : double.NaN;

    private ReadOnlySpan<double> X => level == MetricLevel.Batch ? metric.BatchDomain : metric.EpochDomain;

    private ReadOnlySpan<double> Y => level == MetricLevel.Batch ? metric.BatchData : metric.EpochData;

    public override DecimatedSeries Read(int buckets, double from, double to) => metric.Decimate(buckets, level, Math.Max(from, Start), to);

    public override (double X, double Y)? Nearest(double x)
    {
        // The training loop may append between the two reads.
        var domain = X;
        var values = Y;
        domain = domain[..Math.Min(domain.Length, values.Length)];
        if (domain.IsEmpty) return null;

        x = Math.Max(x, Start);
        var after = domain.BinarySearch(x);
        if (after < 0) after = ~after;
        if (after == domain.Length || (after > 0 && x - domain[after - 1] < domain[after] - x)) after--;
        return (domain[after], values[after]);
    }
}
