using System.Runtime.ExceptionServices;

namespace Autograd.Kernels;

/// <summary>A loop that several threads work off: each claims the next chunk until none is left.</summary>
/// <remarks>Claiming as they go, and not a share for each, keeps all busy when one of them is interrupted.</remarks>
internal abstract class ParallelLoop
{
    private int _length;
    private int _chunk;
    private long _next;
    private int _places;
    private ExceptionDispatchInfo? _failure;

    protected void Prepare(int length, int chunk, int helpers)
    {
        (_length, _chunk, _places, _failure) = (length, chunk, helpers, null);
        Volatile.Write(ref _next, 0);
    }

    /// <summary>Takes part as a helper, if not enough others do already.</summary>
    public void Help()
    {
        if (Interlocked.Decrement(ref _places) >= 0) Work();
    }

    /// <summary>Works off chunks until all are claimed. An exception ends the loop for everybody.</summary>
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

    /// <summary>Throws on the caller's thread what was thrown on any.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    protected abstract void Invoke(int start, int end);
}

/// <inheritdoc/>
internal sealed class ParallelLoop<TAction> : ParallelLoop
    where TAction : struct, IRangeAction
{
    private static ParallelLoop<TAction>? _spare;
    private TAction _action;

    /// <summary>A loop over the items 0 to <paramref name="length"/>; the object is one used before if there is one.</summary>
    public static ParallelLoop<TAction> Rent(int length, int chunk, int helpers, in TAction action)
    {
        var loop = Interlocked.Exchange(ref _spare, null) ?? new ParallelLoop<TAction>();
        loop._action = action;
        loop.Prepare(length, chunk, helpers);
        return loop;
    }

    /// <summary>Hands the object back, once no thread works on it any more.</summary>
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
