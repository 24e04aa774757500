namespace Autograd.Data;

/// <summary>
/// The batches of a pass over an iterable data set. Jobs read samples in turn, the first job first, and then make them
/// at the same time.
/// </summary>
internal sealed class StreamJobs<T, TBatch>(
    BatchMaker<T, TBatch> maker, IterableDataset<T> dataset, int batchSize, bool dropLast) : BatchJobs<TBatch>
{
    private readonly object _gate = new();
    private IEnumerator<Func<T>>? _samples;
    private int _made;
    private int _turn;
    private int _read;
    private bool _isAtEnd;

    public override BatchJob<TBatch>? Next() => new Job(this, _made++);

    public override void Skip(int batches)
    {
        for (var i = 0; i < batches; i++) ReadBatch();
        _made = _turn = batches;
    }

    public override void Dispose() => _samples?.Dispose();

    private TBatch Make(Func<T>[] samples, int first, CancellationToken stop) => maker.Make(samples, first, stop);

    /// <summary>Reads the samples of a batch when all batches before have been read.</summary>
    private (Func<T>[] Samples, int First) ReadInTurn(int number, CancellationToken stop)
    {
        // Outside of the lock: the end of a registration waits for its callback, which takes the lock.
        using var wake = stop.Register(Wake);
        lock (_gate)
        {
            while (_turn != number)
            {
                stop.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            try
            {
                stop.ThrowIfCancellationRequested();
                return ReadBatch();
            }
            finally
            {
                _turn++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    // It takes the lock, so it cannot run between a look at the token and the beginning of the wait.
    private void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private (Func<T>[] Samples, int First) ReadBatch()
    {
        var first = _read;
        if (_isAtEnd) return ([], first);
        var samples = new List<Func<T>>(batchSize);
        try
        {
            _samples ??= dataset.GetDeferred();
            while (samples.Count < batchSize && _samples.MoveNext())
            {
                samples.Add(_samples.Current);
                _read++;
            }
        }
        catch (Exception e)
        {
            _isAtEnd = true;
            throw new DataLoaderException($"DataLoader: reading sample {_read} failed: {e.Message}", _read, e);
        }

        if (samples.Count < batchSize) _isAtEnd = true;
        return (samples.Count < batchSize && dropLast ? [] : [.. samples], first);
    }

    private sealed class Job(StreamJobs<T, TBatch> jobs, int number) : BatchJob<TBatch>
    {
        public override bool TryRun(CancellationToken stop, out TBatch batch)
        {
            var (samples, first) = jobs.ReadInTurn(number, stop);
            if (samples.Length == 0)
            {
                batch = default!;
                return false;
            }

            batch = jobs.Make(samples, first, stop);
            return true;
        }
    }
}
