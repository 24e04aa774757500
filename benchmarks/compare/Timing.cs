using System.Diagnostics;
using System.Globalization;

namespace Autograd.Compare;

/// <summary>What was measured of a row: microseconds per operation.</summary>
internal sealed record Measured(double Median, double Best, double Check);

/// <summary>The stopwatch, the same as in workloads/timing.py.</summary>
internal static class Timing
{
    /// <summary>A sample lasts this long at least, so that garbage collections are part of it.</summary>
    private const double SampleSeconds = 0.02;

    private const int FewestSamples = 5;

    /// <summary>Times the steps of a row for about <paramref name="seconds"/>, after <paramref name="warmUp"/>.</summary>
    public static Measured Measure(Row row, double seconds, double warmUp)
    {
        var threads = Threading.NumThreads;
        Threading.NumThreads = row.Threads ?? threads;
        try
        {
            return Measure(row.Start(), row.Operations, seconds, warmUp);
        }
        finally
        {
            Threading.NumThreads = threads;
        }
    }

    private static Measured Measure(Func<object> step, int operations, double seconds, double warmUp)
    {
        step();
        step();
        var check = Check(step());
        Collect();

        var calls = 0;
        var clock = Stopwatch.StartNew();
        do
        {
            step();
            calls++;
        }
        while (clock.Elapsed.TotalSeconds < warmUp);

        var steps = Math.Max(1, (int)(calls * SampleSeconds / clock.Elapsed.TotalSeconds));
        var samples = new List<double>();
        for (var spent = 0.0; spent < seconds || samples.Count < FewestSamples;)
        {
            clock.Restart();
            for (var i = 0; i < steps; i++) step();
            var elapsed = clock.Elapsed.TotalSeconds;
            spent += elapsed;
            samples.Add(elapsed * 1e6 / steps / operations);
        }

        return new(Rounded(Median(samples)), Rounded(samples.Min()), check);
    }

    /// <summary>Five digits are more than any clock here can tell.</summary>
    private static double Rounded(double x) => double.Parse(x.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>One number that says whether both sides computed the same: the mean absolute value of a result.</summary>
    public static double Check(object result) => result switch
    {
        Tensor tensor => tensor.Detach().Double().Abs().Mean().Item(),
        float[] array => array.Average(x => Math.Abs((double)x)),
        double number => Math.Abs(number),
        float number => Math.Abs(number),
        _ => throw new ArgumentException($"check: no rule for {result.GetType()}", nameof(result)),
    };

    /// <summary>Leaves no garbage of one row to be collected during another.</summary>
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
