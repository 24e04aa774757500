namespace Autograd;

/// <summary>
/// Limits the time that the pool spends on collections of one generation to a share of the running time. Unused time is
/// saved up to a limit. A collection that takes longer than the saved time makes a debt, and the next one must wait
/// until that is paid off.
/// </summary>
/// <param name="generation">The generation that is collected, together with the younger ones.</param>
/// <param name="share">The share of the running time.</param>
/// <param name="maxDebt">The largest debt in seconds.</param>
/// <param name="clock">What time is read from.</param>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class CollectionTimeBudget(int generation, double share, double maxDebt, TimeProvider clock)
{
    // The budget starts with this much, because a program that has just started has saved nothing yet but must measure
    // how long collections take.
    private const double MaxSaved = 0.1;

    private double _saved = MaxSaved;
    private long _asOf = clock.GetTimestamp();

    /// <summary>True if a collection that is expected to take this many seconds is within the budget.</summary>
    public bool Allows(double seconds)
    {
        var now = clock.GetTimestamp();
        _saved = Math.Min(MaxSaved, _saved + share * clock.GetElapsedTime(_asOf, now).TotalSeconds);
        _asOf = now;
        return _saved >= Math.Min(seconds, MaxSaved);
    }

    /// <summary>
    /// Collects, and returns the time that it took in seconds, without that in which other programs had the processor.
    /// </summary>
    public double Collect()
    {
        var start = clock.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;

        // A system that counts the processor's time in long ticks may have counted none.
        var onProcessor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        if (onProcessor > 0) seconds = Math.Min(seconds, onProcessor);
        _saved = Math.Max(_saved - seconds, -maxDebt);
        return seconds;
    }
}
