using System.Collections.Concurrent;

namespace Autograd.Data;

/// <summary>
/// A thread that makes batches. It runs in the execution context of the code that began the pass, except that it has a
/// default generator of its own.
/// </summary>
internal sealed class Worker<TBatch>
{
    private readonly WorkerInfo _info;
    private readonly Generator _generator;
    private readonly Action<int>? _initialize;
    private readonly CancellationToken _stop;
    private readonly BlockingCollection<PendingBatch<TBatch>> _input = [];
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="info">The worker's number and seed.</param>
    /// <param name="generatorState">The state of its default generator; null for the one of the seed.</param>
    /// <param name="initialize">What the thread does first.</param>
    /// <param name="stop">Ends the work between two samples.</param>
    public Worker(WorkerInfo info, byte[]? generatorState, Action<int>? initialize, CancellationToken stop)
    {
        (_info, _initialize, _stop) = (info, initialize, stop);
        _generator = new Generator(info.Seed);
        if (generatorState is not null) _generator.SetState(generatorState);
        _thread = new Thread(Run) { IsBackground = true, Name = $"DataLoader worker {info.Id}" };
        _thread.Start();
    }

    /// <summary>Completes when the thread has ended its work.</summary>
    public Task Exited => _exited.Task;

    /// <summary>Gives the worker a batch to make.</summary>
    public void Post(PendingBatch<TBatch> batch) => _input.Add(batch);

    /// <summary>No further batches will come.</summary>
    public void Complete() => _input.CompleteAdding();

    /// <summary>Waits for the end of the thread.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            WorkerInfo.Current = _info;
            using var _ = Generator.UseAsDefault(_generator);
            var failure = Initialize();
            foreach (var batch in _input.GetConsumingEnumerable())
            {
                if (failure is null) batch.Run(_generator, _stop);
                else batch.Fail(failure);
            }
        }
        finally
        {
            _exited.SetResult();
        }
    }

    private DataLoaderException? Initialize()
    {
        try
        {
            _initialize?.Invoke(_info.Id);
            return null;
        }
        catch (Exception e)
        {
            return new DataLoaderException($"DataLoader: workerInitFn failed in worker {_info.Id}: {e.Message}", null, e);
        }
    }
}
