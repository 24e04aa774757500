using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Autograd.Data;

/// <summary>A batch that a worker makes or has made.</summary>
internal sealed class PendingBatch<TBatch>(BatchJob<TBatch> job, int worker)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TBatch? _batch;
    private bool _isThere;
    private ExceptionDispatchInfo? _error;

    /// <summary>The number of the worker.</summary>
    public int Worker => worker;

    /// <summary>The worker's default generator behind the batch.</summary>
    public byte[]? GeneratorState { get; private set; }

    /// <summary>Completes when the batch was made, or failed; it does not fail itself.</summary>
    public Task Done => _done.Task;

    /// <summary>Makes the batch, on the worker.</summary>
    public void Run(Generator generator, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            _isThere = job.TryRun(stop, out var batch);
            _batch = batch;
            GeneratorState = generator.GetState();
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }

        _done.SetResult();
    }

    /// <summary>Fails the batch.</summary>
    public void Fail(Exception error)
    {
        _error = ExceptionDispatchInfo.Capture(error);
        _done.SetResult();
    }

    /// <summary>The batch; false if there were no further samples.</summary>
    public bool TryGetResult([MaybeNullWhen(false)] out TBatch batch)
    {
        _error?.Throw();
        batch = _batch;
        return _isThere;
    }
}
