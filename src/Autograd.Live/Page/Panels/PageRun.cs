namespace Autograd.Live;

/// <summary>A run on the page: the one that trains now, or a saved one to compare it with.</summary>
internal sealed record PageRun(LiveLogger Run, string Name, int Index)
{
    private readonly List<string> _layers = [];

    private LivePlot? Plot => Run as LivePlot;

    /// <summary>The version of the run up to which it is shown.</summary>
    public long Seen { get; set; } = -1;

    /// <summary>What the page tells of metrics that are not recorded; null if nothing.</summary>
    public string? Missing { get; set; }

    /// <summary>The version of the last printed line that is shown.</summary>
    public long SeenLine { get; set; }

    /// <summary>How many printed lines were shown.</summary>
    public long Printed { get; set; }

    /// <summary>The names of the metrics that it wants to be drawn, those of training first.</summary>
    public IEnumerable<string> MetricNames()
    {
        var recorded = Run.TrainMetrics.Keys.Union(Run.TestMetrics.Keys);
        return Plot is { Metrics: { Count: > 0 } wanted } ? wanted.Intersect(recorded) : recorded;
    }

    /// <summary>A metric of one split; null if the run has none of that name.</summary>
    public LiveMetric? Find(string metric, MetricSplit split) =>
        (split == MetricSplit.Train ? Run.TrainMetrics : Run.TestMetrics).GetValueOrDefault(metric);

    /// <summary>The colour that the script chose for a metric, as "#rrggbb"; null if it chose none.</summary>
    public string? ColorOf(string metric, MetricSplit split) =>
        Plot is not { } plot || !plot.MetricColors.TryGetValue(metric, out var colors) ? null
        : split == MetricSplit.Train ? colors.Train : colors.Test;

    /// <summary>The first batch to draw.</summary>
    public double FirstBatch(LiveMetric metric) =>
        Plot?.LastNBatches is { } latest ? Math.Max(0, metric.BatchData.Length - latest + 1) : double.NegativeInfinity;

    /// <summary>
    /// The place of a layer among all. Parameters come first, in the module's order; gradients come in the order of the
    /// backward pass, and take the places of their parameters.
    /// </summary>
    public int PlaceOf(HistogramSeries series)
    {
        var name = LayerPanel.Name(series);
        var place = _layers.IndexOf(name);
        if (place >= 0) return place;
        _layers.Add(name);
        return _layers.Count - 1;
    }
}
