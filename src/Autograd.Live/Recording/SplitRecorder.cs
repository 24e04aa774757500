namespace Autograd.Live;

/// <summary>
/// The metrics of one split. One thread at a time records, under the logger's lock; others read what is published.
/// </summary>
internal sealed class SplitRecorder(MetricSplit split)
{
    // Replaced by copies when a metric is added, so that readers need no lock.
    private OrderedDictionary<string, LiveMetric> _metrics = [];
    private BatchSchema[] _schemas = [];
    private BatchSchema? _latest;
    private double[] _values = new double[8];
    private int _batchCount;
    private int _epochCount;

    public MetricSplit Split => split;

    public OrderedDictionary<string, LiveMetric> Metrics => Volatile.Read(ref _metrics);

    public BatchSchema[] Schemas => Volatile.Read(ref _schemas);

    public int BatchCount => Volatile.Read(ref _batchCount);

    public int EpochCount => Volatile.Read(ref _epochCount);

    /// <summary>Reads and checks all values before it writes the first.</summary>
    public RunEvent AddBatch(string op, ReadOnlySpan<(string Name, MetricValue Value)> metrics, int batchSize, long version)
    {
        if (_values.Length < metrics.Length) _values = new double[metrics.Length];
        var schema = _latest is { } latest && Fits(latest, metrics) ? latest : KnownSchema(metrics);
        if (schema is null) CheckNames(op, metrics);
        for (var i = 0; i < metrics.Length; i++) _values[i] = metrics[i].Value.Read(op, metrics[i].Name);
        _latest = schema ??= NewSchema(metrics);
        for (var i = 0; i < metrics.Length; i++) schema.Metrics[i].AddBatch(_values[i], batchSize, version);
        Volatile.Write(ref _batchCount, _batchCount + 1);
        return RunEvent.Batch(split, schema.Id, batchSize);
    }

    /// <summary>Ends an epoch, whose x is that of the training metrics of the same names where there are any.</summary>
    public RunEvent AddEpoch(SplitRecorder? train, long version)
    {
        foreach (var metric in _metrics.Values)
        {
            double? x = null;
            if (train is not null && train._metrics.TryGetValue(metric.Name, out var trained) && trained.BatchCount > 0) x = trained.BatchCount;
            metric.AddEpoch(x, version);
        }

        Volatile.Write(ref _epochCount, _epochCount + 1);
        return RunEvent.Epoch(split);
    }

    private static bool Fits(BatchSchema schema, ReadOnlySpan<(string Name, MetricValue Value)> metrics)
    {
        if (schema.Metrics.Length != metrics.Length) return false;
        for (var i = 0; i < metrics.Length; i++)
            if (schema.Metrics[i].Name != metrics[i].Name) return false;
        return true;
    }

    private static void CheckNames(string op, ReadOnlySpan<(string Name, MetricValue Value)> metrics)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < metrics.Length; i++)
        {
            if (string.IsNullOrEmpty(metrics[i].Name))
                throw new ArgumentException($"{op}: metric {i} has no name; pass (\"loss\", loss)", nameof(metrics));
            if (!names.Add(metrics[i].Name))
                throw new ArgumentException($"{op}: metric \"{metrics[i].Name}\" is given twice; give each one value", nameof(metrics));
        }
    }

    private BatchSchema? KnownSchema(ReadOnlySpan<(string Name, MetricValue Value)> metrics)
    {
        foreach (var known in _schemas)
            if (Fits(known, metrics)) return known;
        return null;
    }

    private BatchSchema NewSchema(ReadOnlySpan<(string Name, MetricValue Value)> metrics)
    {
        var found = new LiveMetric[metrics.Length];
        OrderedDictionary<string, LiveMetric>? extended = null;
        for (var i = 0; i < found.Length; i++)
        {
            var name = metrics[i].Name;
            if (_metrics.TryGetValue(name, out var metric))
            {
                found[i] = metric;
                continue;
            }

            extended ??= new OrderedDictionary<string, LiveMetric>(_metrics);
            extended[name] = found[i] = new LiveMetric(name, split);
        }

        if (extended is not null) Volatile.Write(ref _metrics, extended);
        var schema = new BatchSchema(_schemas.Length, found);
        Volatile.Write(ref _schemas, [.. _schemas, schema]);
        return schema;
    }
}
