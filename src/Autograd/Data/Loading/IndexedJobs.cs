namespace Autograd.Data;

/// <summary>The batches of a pass over a data set with indices.</summary>
internal sealed class IndexedJobs<T, TBatch>(BatchMaker<T, TBatch> maker, IEnumerator<int[]> batches) : BatchJobs<TBatch>
{
    public override BatchJob<TBatch>? Next() => batches.MoveNext() ? new Job(maker, batches.Current) : null;

    public override void Skip(int count)
    {
        for (var i = 0; i < count && batches.MoveNext(); i++)
        {
        }
    }

    public override void Dispose() => batches.Dispose();

    private sealed class Job(BatchMaker<T, TBatch> maker, int[] indices) : BatchJob<TBatch>
    {
        public override bool TryRun(CancellationToken stop, out TBatch batch)
        {
            batch = maker.Make(indices, stop);
            return true;
        }
    }
}
