using System.Globalization;

namespace Autograd.Live;

public partial class LiveLogger
{
    /// <summary>The values of a metric as a tensor of type Float64, for further computation.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="split">Training or test.</param>
    /// <param name="level">The batches' values, or the epochs' means.</param>
    /// <returns>Shape (N,). The x of the values: <see cref="LiveMetric.BatchDomain"/> and <see cref="LiveMetric.EpochDomain"/>.</returns>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public Tensor ToTensor(string name, MetricSplit split = MetricSplit.Train, MetricLevel level = MetricLevel.Batch)
    {
        ArgumentNullException.ThrowIfNull(name);
        var metrics = MetricsOf(split);
        if (!metrics.TryGetValue(name, out var metric))
            throw new KeyNotFoundException(
                $"ToTensor: there is no metric \"{name}\" of {(split == MetricSplit.Train ? "training" : "tests")}; there "
                + (metrics.Count == 0 ? "is none yet" : $"are: {string.Join(", ", metrics.Keys)}"));
        return Tensor.From(level == MetricLevel.Batch ? metric.BatchData : metric.EpochData);
    }

    /// <summary>
    /// Writes the metrics of a split as CSV: a line with <c>iterations</c> and the names, then a line for each x, with
    /// nothing where a metric has no value there. It takes the place of noggin's <c>to_xarray</c>.
    /// </summary>
    /// <param name="writer">Where to write; lines end in "\n". Numbers read back as the same doubles.</param>
    /// <param name="split">Training or test.</param>
    /// <param name="level">The batches' values, or the epochs' means.</param>
    public void ToCsv(TextWriter writer, MetricSplit split = MetricSplit.Train, MetricLevel level = MetricLevel.Batch)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var metrics = MetricsOf(split).Values.ToArray();
        var columns = Array.ConvertAll(metrics, metric => (level == MetricLevel.Batch ? metric.BatchData : metric.EpochData).ToArray());
        writer.Write("iterations");
        foreach (var metric in metrics) writer.Write($",{Quote(metric.Name)}");
        writer.Write('\n');
        var at = new int[metrics.Length];
        while (true)
        {
            var x = double.PositiveInfinity;
            for (var i = 0; i < metrics.Length; i++)
                if (at[i] < columns[i].Length) x = Math.Min(x, DomainOf(metrics[i], level)[at[i]]);
            if (double.IsPositiveInfinity(x)) break;
            writer.Write(x.ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < metrics.Length; i++)
            {
                writer.Write(',');
                if (at[i] < columns[i].Length && DomainOf(metrics[i], level)[at[i]] == x)
                    writer.Write(columns[i][at[i]++].ToString("R", CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }
    }

    /// <summary>Writes the metrics of a split to a CSV file; see <see cref="ToCsv(TextWriter, MetricSplit, MetricLevel)"/>.</summary>
    public void ToCsv(string path, MetricSplit split = MetricSplit.Train, MetricLevel level = MetricLevel.Batch)
    {
        using var writer = new StreamWriter(path);
        ToCsv(writer, split, level);
    }

    internal OrderedDictionary<string, LiveMetric> MetricsOf(MetricSplit split) =>
        split == MetricSplit.Train ? _train.Metrics : _test.Metrics;

    private static ReadOnlySpan<double> DomainOf(LiveMetric metric, MetricLevel level) =>
        level == MetricLevel.Batch ? metric.BatchDomain : metric.EpochDomain;

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
