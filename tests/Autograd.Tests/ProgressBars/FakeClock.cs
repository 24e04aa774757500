namespace Autograd.Tests.ProgressBars;

/// <summary>A clock that moves when it is told to, and then fires its timers.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private long _now;

    public int ActiveTimers => _timers.Count;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on; a timer fires once, however far.</summary>
    public void Advance(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds).Ticks;
        foreach (var timer in _timers.ToArray()) timer.Fire();
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
