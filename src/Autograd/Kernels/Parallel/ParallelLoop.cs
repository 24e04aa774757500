using System.Runtime.ExceptionServices;

namespace Autograd.Kernels;

/// <summary>A loop that several threads share.</summary>
/// <remarks>
/// Each thread has a share of its own, the same one in every loop of that length: what one operation writes, the next
/// reads on the same processor, from its cache. A share is taken in a few chunks. A thread that is done goes on with
/// the chunks that are left of the others' shares, so that all stay busy when one is interrupted.
/// </remarks>
internal abstract class ParallelLoop
{
    /// <summary>The chunks of a share.</summary>
    private const int ChunksPerThread = 4;

    /// <summary>The distance of two threads' counters: two cache lines, because processors fetch lines in pairs.</summary>
    private const int Stride = 16;

    private int _length;
    private int _threads;
    private int _share;
    private int _chunk;
    private long[] _next = [];
    private ExceptionDispatchInfo? _failure;

    protected void Prepare(int length, int grain, int threads)
    {
        var grains = (int)(((long)length + grain - 1) / grain);
        var grainsOfShare = (grains + threads - 1) / threads;
        _length = length;
        _threads = threads;
        _share = (int)Math.Min((long)grainsOfShare * grain, length);
        _chunk = Math.Max(grainsOfShare / ChunksPerThread, 1) * grain;
        _failure = null;
        if (_next.Length < (threads + 1) * Stride) _next = new long[(threads + 1) * Stride];
        for (var k = 0; k < threads; k++) Volatile.Write(ref Next(k), (long)k * _share);
    }

    /// <summary>
    /// Runs chunks until all are claimed, those of a thread's own share first. An exception ends the loop for all
    /// threads.
    /// </summary>
    /// <param name="thread">The number of the thread in its team; the loop has no share for those beyond its threads.</param>
    public void Work(int thread)
    {
        if (thread >= _threads) return;
        try
        {
            for (var k = 0; k < _threads; k++) WorkOnShare((thread + k) % _threads);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            for (var k = 0; k < _threads; k++) Volatile.Write(ref Next(k), _length);
        }
    }

    /// <summary>Rethrows, on the caller's thread, the first exception that a thread caught.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    protected abstract void Invoke(int start, int end);

    private void WorkOnShare(int k)
    {
        ref var next = ref Next(k);
        var end = Math.Min((k + 1L) * _share, _length);
        while (Volatile.Read(ref next) < end)
        {
            var start = Interlocked.Add(ref next, _chunk) - _chunk;
            if (start >= end) return;
            Invoke((int)start, (int)Math.Min(start + _chunk, end));
        }
    }

    private ref long Next(int k) => ref _next[(k + 1) * Stride];
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
    public static ParallelLoop<TAction> Rent(int length, int grain, int threads, in TAction action)
    {
        var loop = Interlocked.Exchange(ref _spare, null) ?? new ParallelLoop<TAction>();
        loop._action = action;
        loop.Prepare(length, grain, threads);
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
