using System.Runtime.ExceptionServices;

namespace Autograd.Kernels;

/// <summary>Splits loops over a team of threads: the caller and helpers that wait for work.</summary>
/// <remarks>
/// Kernels start loops within microseconds of each other, so helpers spin for a while before they sleep: waking one
/// costs more than a product of 128 x 128. One loop at a time is split over threads. A loop that starts meanwhile, or
/// inside a loop, runs on its own thread alone. This is always correct, because no result depends on which thread
/// computes what, and it keeps threads from outnumbering processors.
/// </remarks>
internal static class ThreadTeam
{
    /// <summary>The number of spins before a helper sleeps: some 50 microseconds.</summary>
    private const int SpinLimit = 1000;

    private static readonly object _gate = new();
    private static ParallelLoop? _loop;
    private static int _generation;
    private static int _isBusy;
    private static int _busyHelpers;
    private static int _sleepers;
    private static int _helpers;

    [ThreadStatic]
    private static bool _isInside;

    /// <summary>
    /// True if a loop started here could be split over threads: several threads are allowed and this is not inside a
    /// loop.
    /// </summary>
    public static bool IsAvailable => Threading.NumThreads > 1 && !_isInside;

    /// <summary>
    /// Runs an action on the items 0 to <paramref name="length"/>, exclusive, in any order, on as many threads as are
    /// free.
    /// </summary>
    /// <param name="length">The number of items.</param>
    /// <param name="grain">
    /// The fewest items worth a turn of a thread. Ranges start at multiples of it, so that an action whose vectors
    /// start with its range treats each element the same way for any number of threads. A loop of a single grain stays
    /// on this thread.
    /// </param>
    /// <param name="action">The action to run on each range.</param>
    /// <remarks>An exception of the action is rethrown here, after all threads have left the loop.</remarks>
    public static void For<TAction>(int length, int grain, in TAction action)
        where TAction : struct, IRangeAction
    {
        if (length <= 0) return;
        var threads = Math.Min(Threading.NumThreads, (int)(((long)length + grain - 1) / grain));
        if (threads <= 1 || _isInside || Interlocked.CompareExchange(ref _isBusy, 1, 0) != 0)
        {
            var own = action;
            own.Invoke(0, length);
            return;
        }

        // A few chunks per thread balance threads of different speeds.
        var grains = (int)(length / ((long)grain * threads * 4));
        var loop = ParallelLoop<TAction>.Rent(length, Math.Max(grains, 1) * grain, threads - 1, action);
        _isInside = true;
        try
        {
            Publish(loop, threads - 1);
            loop.Work();
            Withdraw();
        }
        finally
        {
            _isInside = false;
            Volatile.Write(ref _isBusy, 0);
        }

        loop.ThrowIfFailed();
        loop.Return();
    }

    private static void Publish(ParallelLoop loop, int helpers)
    {
        for (; _helpers < helpers; _helpers++)
            new Thread(RunHelper) { IsBackground = true, Name = "Autograd helper" }.UnsafeStart();
        Volatile.Write(ref _loop, loop);

        // The increment is also the fence between writing the loop and reading the number of sleepers. Helpers do the
        // same in the opposite order.
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _sleepers) > 0)
            lock (_gate) Monitor.PulseAll(_gate);
    }

    /// <summary>Ends the loop: no helper can join it any more, and those inside finish their last chunk.</summary>
    private static void Withdraw()
    {
        Interlocked.Exchange(ref _loop, null);
        var wait = new SpinWait();
        while (Volatile.Read(ref _busyHelpers) > 0) wait.SpinOnce(sleep1Threshold: -1);
    }

    private static void RunHelper()
    {
        _isInside = true;
        for (var seen = 0; ;)
        {
            seen = NextGeneration(seen);
            Interlocked.Increment(ref _busyHelpers);
            Volatile.Read(ref _loop)?.Help();
            Interlocked.Decrement(ref _busyHelpers);
        }
    }

    private static int NextGeneration(int seen)
    {
        for (var turn = 0; turn < SpinLimit; turn++)
        {
            if (Volatile.Read(ref _generation) != seen) return Volatile.Read(ref _generation);
            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _generation) == seen) Monitor.Wait(_gate);
            Interlocked.Decrement(ref _sleepers);
        }

        return Volatile.Read(ref _generation);
    }
}

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
