using System.Runtime.ExceptionServices;

namespace Autograd.Kernels;

/// <summary>A loop that several threads share. Each claims the next chunk until none is left.</summary>
/// <remarks>
/// Threads claim chunks as they go instead of having fixed shares, so that all stay busy when one is interrupted.
/// </remarks>
internal abstract class ParallelLoop
{
    private int _length;
    private int _chunk;
    private long _next;
    private int _openSlots;
    private ExceptionDispatchInfo? _failure;

    protected void Prepare(int length, int chunk, int helpers)
    {
        (_length, _chunk, _openSlots, _failure) = (length, chunk, helpers, null);
        Volatile.Write(ref _next, 0);
    }

    /// <summary>Joins the loop as a helper, unless it has enough helpers already.</summary>
    public void Help()
    {
        if (Interlocked.Decrement(ref _openSlots) >= 0) Work();
    }

    /// <summary>Runs chunks until all are claimed. An exception ends the loop for all threads.</summary>
    public void Work()
    {
        try
        {
            for (long start; (start = Interlocked.Add(ref _next, _chunk) - _chunk) < _length;)
                Invoke((int)start, (int)Math.Min(start + _chunk, _length));
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref _next, _length);
        }
    }

    /// <summary>Rethrows, on the caller's thread, the first exception that a thread caught.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    protected abstract void Invoke(int start, int end);
}

/// <inheritdoc/>
internal sealed class ParallelLoop<TAction> : ParallelLoop
    where TAction : struct, IRangeAction
{
    private static ParallelLoop<TAction>? _spare;
    private TAction _action;

    /// <summary>
    /// Returns a loop over the items 0 to <paramref name="length"/>, exclusive. The object is reused if one is free.
    /// </summary>
    public static ParallelLoop<TAction> Rent(int length, int chunk, int helpers, in TAction action)
    {
        var loop = Interlocked.Exchange(ref _spare, null) ?? new ParallelLoop<TAction>();
        loop._action = action;
        loop.Prepare(length, chunk, helpers);
        return loop;
    }

    /// <summary>Makes the object available for reuse, once no thread runs it any more.</summary>
    public void Return()
    {
        _action = default;
        Volatile.Write(ref _spare, this);
    }

    protected override void Invoke(int start, int end)
    {
        var action = _action;
        action.Invoke(start, end);
    }
}
