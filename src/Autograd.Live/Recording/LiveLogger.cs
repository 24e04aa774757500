using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Autograd.Live;

/// <summary>
/// Records the metrics of a training run: a value for each batch, and for each epoch the mean that is weighted by the
/// sizes of the batches. What is recorded can be watched while the run goes on, and saved.
/// </summary>
/// <remarks>
/// <para>
/// One thread records, any number of threads read; recording by several threads is safe too, they take turns. A call
/// that records a few numbers takes well under a microsecond and makes no garbage, apart from the memory of the
/// values, which doubles when it is full.
/// </para>
/// <para>
/// The words are those of noggin (github.com/rsokl/noggin) in .NET casing, and the numbers are its numbers. A metric
/// that first appears in a later batch is recorded from then on (noggin drops it). The k-th value of a metric has x = k:
/// give a metric that is not measured in every batch the value NaN in the others, or record it as a test metric.
/// </para>
/// </remarks>
/// <example><code>
/// using var logger = new LiveLogger();
/// logger.SetTrainBatch([("loss", loss), ("accuracy", accuracy)], batchSize: 100);
/// logger.SetTrainEpoch();
/// </code></example>
public partial class LiveLogger : IDisposable
{
    private readonly Lock _recording = new();
    private readonly SplitRecorder _train = new(MetricSplit.Train);
    private readonly SplitRecorder _test = new(MetricSplit.Test);
    private readonly GrowingSeries<RunEvent> _events = new();
    private IRunViewer[] _viewers = [];
    private long _version;
    private bool _isEnded;

    /// <summary>Begins a run.</summary>
    /// <param name="name">The name under which viewers show it; if null, the program's name.</param>
    public LiveLogger(string? name = null) => Name = name ?? AppDomain.CurrentDomain.FriendlyName;

    /// <summary>The name of the run.</summary>
    public string Name { get; internal set; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset Started { get; internal set; } = DateTimeOffset.Now;

    /// <summary>
    /// A number that grows with every change of the run. A viewer that remembers it knows whether there is anything new,
    /// and compares it with <see cref="LiveMetric.Version"/> and <see cref="RunEntry.Version"/> to learn what.
    /// </summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>True when the run is over: <see cref="Dispose()"/> was called.</summary>
    public bool IsEnded => Volatile.Read(ref _isEnded);

    /// <summary>The metrics of the training batches by name, in the order in which they first appeared.</summary>
    public IReadOnlyDictionary<string, LiveMetric> TrainMetrics => _train.Metrics;

    /// <summary>The metrics of the test batches by name, in the order in which they first appeared.</summary>
    public IReadOnlyDictionary<string, LiveMetric> TestMetrics => _test.Metrics;

    /// <summary>The number of calls of SetTrainBatch.</summary>
    public int NumTrainBatch => _train.BatchCount;

    /// <summary>The number of calls of SetTrainEpoch.</summary>
    public int NumTrainEpoch => _train.EpochCount;

    /// <summary>The number of calls of SetTestBatch.</summary>
    public int NumTestBatch => _test.BatchCount;

    /// <summary>The number of calls of SetTestEpoch.</summary>
    public int NumTestEpoch => _test.EpochCount;

    /// <summary>Records what was measured on a batch of training data.</summary>
    /// <param name="metrics">
    /// Names and values: <c>[("loss", loss), ("accuracy", 0.9)]</c>. A tensor is read at once, as <c>Item()</c> does.
    /// </param>
    /// <param name="batchSize">The number of samples: the weight of the values in the mean of the epoch.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty or occurs twice, or a tensor has not exactly one element. Nothing is recorded then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    public void SetTrainBatch(ReadOnlySpan<(string Name, MetricValue Value)> metrics, int batchSize) =>
        Record("SetTrainBatch", _train, metrics, batchSize);

    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    /// <example><code>logger.SetTrainBatch(100, ("loss", loss), ("accuracy", accuracy));</code></example>
    public void SetTrainBatch(int batchSize, params ReadOnlySpan<(string Name, MetricValue Value)> metrics) =>
        Record("SetTrainBatch", _train, metrics, batchSize);

    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTrainBatch(IReadOnlyDictionary<string, double> metrics, int batchSize) =>
        Record("SetTrainBatch", _train, Pairs(metrics, number => number), batchSize);

    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTrainBatch(IReadOnlyDictionary<string, Tensor> metrics, int batchSize) =>
        Record("SetTrainBatch", _train, Pairs(metrics, tensor => tensor), batchSize);

    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTrainBatch(IReadOnlyDictionary<string, MetricValue> metrics, int batchSize) =>
        Record("SetTrainBatch", _train, Pairs(metrics, value => value), batchSize);

    /// <summary>Records what was measured on a batch of test data.</summary>
    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTestBatch(ReadOnlySpan<(string Name, MetricValue Value)> metrics, int batchSize) =>
        Record("SetTestBatch", _test, metrics, batchSize);

    /// <summary>Records what was measured on a batch of test data.</summary>
    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTestBatch(int batchSize, params ReadOnlySpan<(string Name, MetricValue Value)> metrics) =>
        Record("SetTestBatch", _test, metrics, batchSize);

    /// <summary>Records what was measured on a batch of test data.</summary>
    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTestBatch(IReadOnlyDictionary<string, double> metrics, int batchSize) =>
        Record("SetTestBatch", _test, Pairs(metrics, number => number), batchSize);

    /// <summary>Records what was measured on a batch of test data.</summary>
    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTestBatch(IReadOnlyDictionary<string, Tensor> metrics, int batchSize) =>
        Record("SetTestBatch", _test, Pairs(metrics, tensor => tensor), batchSize);

    /// <summary>Records what was measured on a batch of test data.</summary>
    /// <inheritdoc cref="SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/>
    public void SetTestBatch(IReadOnlyDictionary<string, MetricValue> metrics, int batchSize) =>
        Record("SetTestBatch", _test, Pairs(metrics, value => value), batchSize);

    /// <summary>
    /// Ends an epoch of training: each metric gets the mean of its values since the last epoch, weighted by the sizes of
    /// their batches, at the x of its last batch. A metric without values since then gets none.
    /// </summary>
    public void SetTrainEpoch() => RecordEpoch("SetTrainEpoch", _train);

    /// <summary>
    /// Ends an epoch of tests, as <see cref="SetTrainEpoch"/> does, at the x of the last training batch of the metric of
    /// the same name, so that both curves lie above each other; without one at the number of its own batches.
    /// </summary>
    public void SetTestEpoch() => RecordEpoch("SetTestEpoch", _test);

    /// <summary>Lets a viewer follow the run until the run ends.</summary>
    /// <returns>The viewer.</returns>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    public TViewer Attach<TViewer>(TViewer viewer) where TViewer : IRunViewer
    {
        ArgumentNullException.ThrowIfNull(viewer);
        lock (_recording) ThrowIfEnded("Attach");
        viewer.Open(this);
        lock (_recording)
        {
            if (!_isEnded)
            {
                _viewers = [.. _viewers, viewer];
                return viewer;
            }
        }

        viewer.Dispose();
        return viewer;
    }

    /// <summary>Ends the run: viewers show the last state and stop. What was recorded can still be read and saved.</summary>
    /// <remarks>If a viewer throws, as when its file cannot be written, the exception is thrown once all have ended.</remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the run.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        IRunViewer[] viewers;
        lock (_recording)
        {
            if (_isEnded) return;
            Volatile.Write(ref _isEnded, true);
            Volatile.Write(ref _version, _version + 1);
            viewers = _viewers;
        }

        StopWatching();
        // One viewer that fails, as a file on a full disk, must not keep the others from their end.
        ExceptionDispatchInfo? failure = null;
        foreach (var viewer in viewers)
        {
            try
            {
                viewer.Dispose();
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }

    /// <summary>The metrics' names and how much was recorded, as noggin prints it.</summary>
    public override string ToString()
    {
        var names = TrainMetrics.Keys.Union(TestMetrics.Keys);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{GetType().Name}({string.Join(", ", names)})\nnumber of training batches set: {NumTrainBatch}\n"
            + $"number of training epochs set: {NumTrainEpoch}\nnumber of testing batches set: {NumTestBatch}\n"
            + $"number of testing epochs set: {NumTestEpoch}\n");
    }

    internal IRunViewer[] Viewers => Volatile.Read(ref _viewers);

    internal ReadOnlySpan<RunEvent> Events => _events.Span;

    internal BatchSchema SchemaOf(RunEvent item) => (item.Split == MetricSplit.Train ? _train : _test).Schemas[item.Schema];

    private void Record(string op, SplitRecorder split, ReadOnlySpan<(string Name, MetricValue Value)> metrics, int batchSize)
    {
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), $"{op}: batchSize is {batchSize}; it must be at least 1, the number of samples of the batch");
        lock (_recording)
        {
            ThrowIfEnded(op);
            var version = _version + 1;
            _events.Add(split.AddBatch(op, metrics, batchSize, version));
            Volatile.Write(ref _version, version);
            if (_watches is not null && split.Split == MetricSplit.Train) CommitWatches();
        }
    }

    private void RecordEpoch(string op, SplitRecorder split)
    {
        lock (_recording)
        {
            ThrowIfEnded(op);
            var version = _version + 1;
            _events.Add(split.AddEpoch(split == _test ? _train : null, version));
            Volatile.Write(ref _version, version);
        }
    }

    internal static (string Name, MetricValue Value)[] Pairs<T>(IReadOnlyDictionary<string, T> metrics, Func<T, MetricValue> convert)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var result = new (string Name, MetricValue Value)[metrics.Count];
        var i = 0;
        foreach (var (name, value) in metrics) result[i++] = (name, convert(value));
        return result;
    }

    private void ThrowIfEnded(string op)
    {
        if (_isEnded) throw new InvalidOperationException($"{op}: the run \"{Name}\" has ended; begin another one");
    }
}
