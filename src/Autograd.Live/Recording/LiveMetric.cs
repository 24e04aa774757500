namespace Autograd.Live;

/// <summary>
/// One metric of one split: a value for each batch, and a mean for each epoch. Any thread may read it while the training
/// loop records.
/// </summary>
/// <remarks>
/// The spans show the metric's own memory as far as it was recorded when the property was read; later values do not
/// appear in them. They stay valid. While another thread records, read the data first and then as much of the domain.
/// </remarks>
public sealed class LiveMetric
{
    private readonly GrowingSeries<double> _batchData = new();
    private readonly GrowingSeries<double> _epochData = new();
    private readonly GrowingSeries<double> _epochDomain = new();
    private readonly ExtremesPyramid _pyramid = new();
    private double _runningWeightedSum;
    private double _totalWeighting;
    private int _countSinceEpoch;
    private long _version;

    internal LiveMetric(string name, MetricSplit split) => (Name, Split) = (name, split);

    /// <summary>The name under which it is recorded.</summary>
    public string Name { get; }

    /// <summary>Whether it was measured on training or on test data.</summary>
    public MetricSplit Split { get; }

    /// <summary>The <see cref="LiveLogger.Version"/> of the run at which the metric last changed.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The x of the batches: 1, 2, 3, …, a number for each of <see cref="BatchData"/>.</summary>
    public ReadOnlySpan<double> BatchDomain => Iterations.UpTo(_batchData.Count);

    /// <summary>The values of the batches.</summary>
    public ReadOnlySpan<double> BatchData => _batchData.Span;

    /// <summary>
    /// The x of the epochs. For training it is the number of the metric's batches so far. For tests it is that of the
    /// training metric of the same name, if there is one with values, and else the number of the metric's own batches.
    /// </summary>
    public ReadOnlySpan<double> EpochDomain => _epochDomain.Span;

    /// <summary>
    /// The means of the epochs: Σ batchSize·value / Σ batchSize over the batches since the last epoch.
    /// </summary>
    public ReadOnlySpan<double> EpochData => _epochData.Span;

    /// <summary>
    /// The metric as a line of few points, for a chart: the values of each of <paramref name="buckets"/> equal parts of
    /// the range are replaced by their minimum and maximum. See <see cref="DecimatedSeries"/>.
    /// </summary>
    /// <param name="buckets">The number of parts: as a rule the chart's width in pixels.</param>
    /// <param name="level">Batches or epochs.</param>
    /// <param name="from">The smallest x of interest.</param>
    /// <param name="to">The greatest x of interest.</param>
    /// <remarks>
    /// Summaries of blocks are kept, so a repeated call reads what is new and the edges of the parts, not all values.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">buckets is less than 1.</exception>
    public DecimatedSeries Decimate(
        int buckets, MetricLevel level = MetricLevel.Batch, double from = double.NegativeInfinity, double to = double.PositiveInfinity)
    {
        var data = level == MetricLevel.Epoch ? EpochData : BatchData;
        if (level == MetricLevel.Epoch) return Decimation.Decimate(EpochDomain[..data.Length], data, buckets, from, to);
        return Decimation.Decimate(Iterations.UpTo(data.Length), data, buckets, from, to, _pyramid);
    }

    /// <summary>The number of values whose mean the next epoch will be.</summary>
    internal int CountSinceEpoch => _countSinceEpoch;

    internal int BatchCount => _batchData.Count;

    internal double LatestBatch => BatchData is [.., var last] ? last : double.NaN;

    internal double LatestEpoch => EpochData is [.., var last] ? last : double.NaN;

    internal void AddBatch(double value, int batchSize, long version)
    {
        _batchData.Add(value);
        _runningWeightedSum += batchSize * value;
        _totalWeighting += batchSize;
        _countSinceEpoch++;
        Volatile.Write(ref _version, version);
    }

    /// <summary>Ends an epoch; without values since the last one there is none.</summary>
    internal void AddEpoch(double? x, long version)
    {
        if (_countSinceEpoch == 0) return;
        _epochDomain.Add(x ?? _batchData.Count);
        _epochData.Add(_runningWeightedSum / _totalWeighting);
        _runningWeightedSum = 0;
        _totalWeighting = 0;
        _countSinceEpoch = 0;
        Volatile.Write(ref _version, version);
    }
}
