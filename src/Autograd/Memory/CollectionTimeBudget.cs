namespace Autograd;

/// <summary>
/// The time that the pool may spend on collections of one generation: a share of the time that passes. What is not spent is saved up to a limit; a
/// collection that takes longer than that is a debt, and no other one is allowed until it is paid off.
/// </summary>
/// <param name="generation">The generation that is collected, with the younger ones.</param>
/// <param name="share">The share of the time.</param>
/// <param name="mostOwed">The seconds up to which a debt is remembered.</param>
/// <param name="clock">What time is read from.</param>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class CollectionTimeBudget(int generation, double share, double mostOwed, TimeProvider clock)
{
    // Enough for a program that starts up: in its first seconds it has more to learn than it has saved.
    private const double MostSaved = 0.1;

    private double _saved = MostSaved;
    private long _asOf = clock.GetTimestamp();

    /// <summary>Whether a collection that is expected to take so long may be asked for now.</summary>
    public bool Allows(double seconds)
    {
        var now = clock.GetTimestamp();
        _saved = Math.Min(MostSaved, _saved + share * clock.GetElapsedTime(_asOf, now).TotalSeconds);
        _asOf = now;
        return _saved >= Math.Min(seconds, MostSaved);
    }

    /// <summary>Collects, and returns the seconds that it took, without those in which the processor was another program's.</summary>
    public double Collect()
    {
        var start = clock.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;

        // Where the processor's time is counted in long ticks, none may have passed.
        var onProcessor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        if (onProcessor > 0) seconds = Math.Min(seconds, onProcessor);
        _saved = Math.Max(_saved - seconds, -mostOwed);
        return seconds;
    }
}
