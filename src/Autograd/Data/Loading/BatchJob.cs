namespace Autograd.Data;

/// <summary>The work of one batch. It is made on the consumer's thread and run there or on a worker.</summary>
internal abstract class BatchJob<TBatch>
{
    /// <summary>Makes the batch; false if there are no further samples.</summary>
    /// <exception cref="DataLoaderException">A sample or the collation failed.</exception>
    /// <exception cref="OperationCanceledException">The pass was stopped.</exception>
    public abstract bool TryRun(CancellationToken stop, out TBatch batch);
}

/// <summary>The batches of one pass, as work.</summary>
internal abstract class BatchJobs<TBatch> : IDisposable
{
    /// <summary>The work of the next batch; null if there are no further samples.</summary>
    public abstract BatchJob<TBatch>? Next();

    /// <summary>Passes over batches that were delivered before.</summary>
    public abstract void Skip(int batches);

    /// <summary>Ends the pass; no job runs any more.</summary>
    public abstract void Dispose();
}
