using System.Diagnostics.CodeAnalysis;

namespace Autograd.Data;

/// <summary>
/// The workers of a pass. Batch i is made by worker i mod W, as in PyTorch, so that what a worker draws does not depend
/// on how fast the others are; batches are handed out in order, and at most W · prefetchFactor are under way.
/// </summary>
internal sealed class WorkerTeam<TBatch>
{
    private readonly BatchJobs<TBatch> _jobs;
    private readonly PassPosition _position;
    private readonly int _limit;
    private readonly CancellationTokenSource _stop = new();
    private readonly Worker<TBatch>[] _workers;
    private readonly Queue<PendingBatch<TBatch>> _pending = [];
    private int _next;

    /// <summary>Starts the workers, and gives them their first batches.</summary>
    public WorkerTeam(BatchJobs<TBatch> jobs, PassPosition position, int prefetchFactor, Action<int>? initialize)
    {
        (_jobs, _position, _next) = (jobs, position, position.Delivered);
        _workers = new Worker<TBatch>[position.WorkerStates.Length];
        _limit = (int)Math.Min((long)_workers.Length * prefetchFactor, int.MaxValue);
        for (var id = 0; id < _workers.Length; id++)
        {
            var info = new WorkerInfo(id, _workers.Length, unchecked(position.BaseSeed + id));
            _workers[id] = new Worker<TBatch>(info, position.WorkerStates[id], initialize, _stop.Token);
        }

        try
        {
            HandOut();
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <summary>Waits for the next batch; false if there is none.</summary>
    public bool TryTake(CancellationToken cancellationToken, [MaybeNullWhen(false)] out TBatch batch)
    {
        if (!_pending.TryPeek(out var pending))
        {
            batch = default;
            return false;
        }

        pending.Done.Wait(cancellationToken);
        return TryTakeDone(out batch);
    }

    /// <summary>Waits for the next batch without a thread; then <see cref="TryTakeDone"/> takes it.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        _pending.TryPeek(out var pending) ? pending.Done.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Takes the next batch, which is done; false if there is none.</summary>
    public bool TryTakeDone([MaybeNullWhen(false)] out TBatch batch)
    {
        if (!_pending.TryDequeue(out var pending) || !pending.TryGetResult(out batch))
        {
            batch = default;
            return false;
        }

        _position.WorkerStates[pending.Worker] = pending.GeneratorState;
        HandOut();
        return true;
    }

    /// <summary>Ends the work and waits until no worker runs; each finishes the sample that it reads.</summary>
    public void Stop()
    {
        SignalStop();
        foreach (var worker in _workers) worker.Join();
    }

    /// <summary>Ends the work and waits, without a thread, until no worker runs.</summary>
    public Task StopAsync()
    {
        SignalStop();
        return Task.WhenAll(Array.ConvertAll(_workers, worker => worker.Exited));
    }

    /// <summary>Ends the work.</summary>
    public void SignalStop()
    {
        _stop.Cancel();
        foreach (var worker in _workers) worker.Complete();
    }

    private void HandOut()
    {
        while (_pending.Count < _limit && _jobs.Next() is { } job)
        {
            var worker = _next++ % _workers.Length;
            var pending = new PendingBatch<TBatch>(job, worker);
            _pending.Enqueue(pending);
            _workers[worker].Post(pending);
        }
    }
}
