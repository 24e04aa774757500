namespace Autograd.Live;

/// <summary>How many batches a second were recorded lately: over the last five seconds, or since the start.</summary>
internal sealed class RateMeter(TimeProvider clock)
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(5);
    private readonly Queue<(long Time, int Count)> _seen = new();

    /// <summary>Notes the number of batches now, and returns the rate.</summary>
    public double Update(int count)
    {
        var now = clock.GetTimestamp();
        // One sample beyond the window stays, so that the samples always span all of it.
        while (_seen.Count > 1 && clock.GetElapsedTime(_seen.ElementAt(1).Time, now) >= _window) _seen.Dequeue();
        _seen.Enqueue((now, count));
        var (time, before) = _seen.Peek();
        var seconds = clock.GetElapsedTime(time, now).TotalSeconds;
        return seconds > 0 ? (count - before) / seconds : 0;
    }
}
