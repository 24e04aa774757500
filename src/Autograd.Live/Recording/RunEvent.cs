namespace Autograd.Live;

/// <summary>The names of the metrics of a batch, which most batches of a run share.</summary>
internal sealed class BatchSchema(int id, LiveMetric[] metrics)
{
    public int Id => id;

    public LiveMetric[] Metrics => metrics;
}

/// <summary>
/// What happened, in the order in which it did, 8 bytes each: with the metrics' values it is all that a file needs.
/// </summary>
internal readonly struct RunEvent
{
    private readonly uint _kindAndSchema;

    private RunEvent(MetricSplit split, bool isEpoch, int schema, int batchSize)
    {
        _kindAndSchema = ((uint)schema << 2) | (isEpoch ? 2u : 0u) | (uint)split;
        BatchSize = batchSize;
    }

    public int BatchSize { get; }

    public MetricSplit Split => (MetricSplit)(_kindAndSchema & 1);

    public bool IsEpoch => (_kindAndSchema & 2) != 0;

    public int Schema => (int)(_kindAndSchema >> 2);

    public static RunEvent Batch(MetricSplit split, int schema, int batchSize) => new(split, false, schema, batchSize);

    public static RunEvent Epoch(MetricSplit split) => new(split, true, 0, 0);
}
