using System.Diagnostics;

namespace Autograd.Compare;

/// <summary>Times a step in samples that are long beside the clock and the collections in them.</summary>
internal static class Sampling
{
    /// <summary>Runs a step for <paramref name="warmUp"/> seconds, then in samples for <paramref name="seconds"/>.</summary>
    /// <param name="step">The step; what it returns keeps the compiler from leaving it out.</param>
    /// <param name="warmUp">The seconds before the first sample.</param>
    /// <param name="seconds">The seconds of all samples; more if they are too few.</param>
    /// <param name="sampleSeconds">The least length of a sample, unless a step is longer.</param>
    /// <param name="fewest">The fewest samples.</param>
    /// <returns>The seconds of a step in each sample.</returns>
    public static List<double> Take(Func<object> step, double warmUp, double seconds, double sampleSeconds, int fewest)
    {
        var calls = 0;
        var clock = Stopwatch.StartNew();
        do
        {
            step();
            calls++;
        }
        while (clock.Elapsed.TotalSeconds < warmUp);

        var steps = Math.Max(1, (int)(calls * sampleSeconds / clock.Elapsed.TotalSeconds));
        var samples = new List<double>();
        for (var spent = 0.0; spent < seconds || samples.Count < fewest;)
        {
            clock.Restart();
            for (var i = 0; i < steps; i++) step();
            var elapsed = clock.Elapsed.TotalSeconds;
            spent += elapsed;
            samples.Add(elapsed / steps);
        }

        return samples;
    }
}
