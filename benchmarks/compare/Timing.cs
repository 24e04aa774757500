using System.Globalization;

namespace Autograd.Compare;

/// <summary>The times of a row, in microseconds per operation, and the check value of its result.</summary>
internal sealed record Measured(double Median, double Best, double Check);

/// <summary>Times rows in the same way as workloads/timing.py.</summary>
internal static class Timing
{
    /// <summary>The shortest length of a sample, long enough to include garbage collections.</summary>
    private const double SampleSeconds = 0.02;

    private const int FewestSamples = 5;

    /// <summary>
    /// Times the steps of a row for about <paramref name="seconds"/>, after <paramref name="warmUp"/>.
    /// </summary>
    public static Measured Measure(Row row, double seconds, double warmUp)
    {
        var threads = Threading.NumThreads;
        Threading.NumThreads = row.Threads ?? threads;
        try
        {
            return Measure(row, row.Start(), seconds, warmUp);
        }
        finally
        {
            Threading.NumThreads = threads;
        }
    }

    private static Measured Measure(Row row, Func<object> step, double seconds, double warmUp)
    {
        step();
        step();
        var check = row.Check(step());
        Collect();

        var samples = Sampling.Take(step, warmUp, seconds, SampleSeconds, FewestSamples).ConvertAll(sample => sample * 1e6 / row.Operations);
        return new(Rounded(Median(samples)), Rounded(samples.Min()), check);
    }

    /// <summary>Rounds to five digits, more than the clocks resolve.</summary>
    private static double Rounded(double x) => double.Parse(x.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The median; for an even number, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Collects the garbage of earlier work, so that it is not collected while another row is timed.</summary>
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
