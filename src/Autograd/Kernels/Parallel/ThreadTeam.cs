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
    /// <summary>The number of looks for work before a helper sleeps: some 200 microseconds.</summary>
    private const int SpinLimit = 5000;

    /// <summary>The number of looks at a helper's last chunk before the caller yields: some microseconds.</summary>
    private const int WaitLimit = 200;

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
        var threads = (int)Math.Min(Threading.NumThreads, ((long)length + grain - 1) / grain);
        if (threads <= 1 || _isInside || Interlocked.CompareExchange(ref _isBusy, 1, 0) != 0)
        {
            var own = action;
            own.Invoke(0, length);
            return;
        }

        var loop = ParallelLoop<TAction>.Rent(length, grain, threads, action);
        _isInside = true;
        try
        {
            Publish(loop, threads - 1);
            loop.Work(0);
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
        while (_helpers < helpers)
        {
            var number = ++_helpers;
            new Thread(() => RunHelper(number)) { IsBackground = true, Name = "Autograd helper" }.UnsafeStart();
        }

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
        for (var turn = 0; Volatile.Read(ref _busyHelpers) > 0; turn++)
        {
            // A helper that is still inside after so long may have lost its processor to this thread.
            if (turn < WaitLimit) Thread.SpinWait(1);
            else Thread.Yield();
        }
    }

    private static void RunHelper(int number)
    {
        _isInside = true;
        for (var seen = 0; ;)
        {
            seen = NextGeneration(seen);
            Interlocked.Increment(ref _busyHelpers);
            Volatile.Read(ref _loop)?.Work(number);
            Interlocked.Decrement(ref _busyHelpers);
        }
    }

    private static int NextGeneration(int seen)
    {
        for (var turn = 0; turn < SpinLimit; turn++)
        {
            if (Volatile.Read(ref _generation) != seen) return Volatile.Read(ref _generation);
            Thread.SpinWait(1);
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
