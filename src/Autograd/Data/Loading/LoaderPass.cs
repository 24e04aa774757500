using System.Collections;

namespace Autograd.Data;

/// <summary>One pass of a loader over its data set.</summary>
internal sealed class LoaderPass<TBatch> : IEnumerator<TBatch>, IAsyncEnumerator<TBatch>
{
    private readonly BatchJobs<TBatch> _jobs;
    private readonly PassPosition _position;
    private readonly WorkerTeam<TBatch>? _team;
    private readonly Action _onEnd;
    private readonly CancellationToken _cancellationToken;
    private TBatch? _current;
    private bool _isOver;

    /// <summary>Begins a pass; starts the workers, if there are any.</summary>
    /// <param name="jobs">The batches that are left.</param>
    /// <param name="position">The position, which the pass keeps up to date.</param>
    /// <param name="prefetchFactor">The number of batches under way for each worker.</param>
    /// <param name="initialize">What each worker does first.</param>
    /// <param name="onEnd">Called when the last batch was taken and another is asked for.</param>
    /// <param name="cancellationToken">Ends the pass with an exception.</param>
    public LoaderPass(
        BatchJobs<TBatch> jobs, PassPosition position, int prefetchFactor, Action<int>? initialize, Action onEnd, CancellationToken cancellationToken)
    {
        (_jobs, _position, _onEnd, _cancellationToken) = (jobs, position, onEnd, cancellationToken);
        if (position.WorkerStates.Length == 0) GC.SuppressFinalize(this);
        else _team = new WorkerTeam<TBatch>(jobs, position, prefetchFactor, initialize);
    }

    /// <summary>Ends the workers of a pass that was left without being disposed.</summary>
    ~LoaderPass() => _team?.SignalStop();

    /// <inheritdoc/>
    public TBatch Current => _current!;

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (_isOver) return false;
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var isThere = _team is null ? TryRunNext(out var batch) : _team.TryTake(_cancellationToken, out batch);
            return Deliver(isThere, batch);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_team is null) return MoveNext();
        if (_isOver) return false;
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            await _team.WaitAsync(_cancellationToken).ConfigureAwait(false);
            return Deliver(_team.TryTakeDone(out var batch), batch);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _team?.Stop();
        _jobs.Dispose();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        if (_team is not null) await _team.StopAsync().ConfigureAwait(false);
        _jobs.Dispose();
        GC.SuppressFinalize(this);
    }

    public void Reset() => throw new NotSupportedException("GetEnumerator: a pass cannot begin anew; get another enumerator");

    private bool TryRunNext(out TBatch? batch)
    {
        if (_jobs.Next() is { } job) return job.TryRun(_cancellationToken, out batch!);
        batch = default;
        return false;
    }

    private bool Deliver(bool isThere, TBatch? batch)
    {
        if (!isThere)
        {
            _onEnd();
            Dispose();
            return false;
        }

        _current = batch;
        _position.Delivered++;
        return true;
    }
}
