namespace Autograd;

/// <summary>
/// The time since a bar began, and its rate: an exponential moving average over the ticks that drew a line, in which
/// the latest weighs 0.3, as tqdm's <c>smoothing</c>.
/// </summary>
internal struct ProgressRate
{
    private const double Smoothing = 0.3;

    private readonly long _start;
    private long _last;
    private long _lastN;
    private double _items;
    private double _seconds;

    public ProgressRate(long start) => _start = _last = start;

    public readonly TimeSpan Elapsed(TimeProvider clock, long now) => clock.GetElapsedTime(_start, now);

    public readonly double? Average(TimeSpan elapsed, long n) => n > 0 && elapsed > TimeSpan.Zero ? n / elapsed.TotalSeconds : null;

    /// <summary>Items per second of late; null before the first.</summary>
    public readonly double? Recent => _seconds > 0 ? _items / _seconds : null;

    /// <summary>Takes in that <paramref name="n"/> are done now.</summary>
    public void Add(TimeProvider clock, long now, long n)
    {
        var seconds = clock.GetElapsedTime(_last, now).TotalSeconds;
        if (n == _lastN || seconds <= 0) return;

        // The common divisor of both averages, which corrects for their start at 0, would cancel.
        _items = Smoothing * (n - _lastN) + (1 - Smoothing) * _items;
        _seconds = Smoothing * seconds + (1 - Smoothing) * _seconds;
        (_last, _lastN) = (now, n);
    }
}
