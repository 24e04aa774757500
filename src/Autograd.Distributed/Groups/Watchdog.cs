using System.Diagnostics;

namespace Autograd.Distributed;

/// <summary>Ends a process that has waited in one call for longer than it may, and says in which.</summary>
/// <remarks>MPI itself waits for ever for a rank that hangs elsewhere.</remarks>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly Action<string> _abort;
    private readonly Timer? _timer;
    private CollectiveCall _call;
    private long _since;
    private long _calls;

    public Watchdog(TimeSpan timeout, Action<string> abort)
    {
        (_timeout, _abort) = (timeout, abort);
        if (timeout == Timeout.InfiniteTimeSpan) return;
        var period = TimeSpan.FromMilliseconds(Math.Clamp(timeout.TotalMilliseconds / 8, 20, 1000));
        _timer = new Timer(_ => Look(), null, period, period);
    }

    public void Begin(in CollectiveCall call)
    {
        _call = call;
        _calls++;
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
    }

    public void End() => Volatile.Write(ref _since, 0);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var since = Volatile.Read(ref _since);
        if (since == 0 || Stopwatch.GetElapsedTime(since) < _timeout) return;
        _abort($"waited {_timeout.TotalSeconds:0.###} s in {_call} (its call number {_calls}); another rank hangs or is in another call");
    }
}
