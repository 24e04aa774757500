using Spectre.Console;
using Spectre.Console.Rendering;

namespace Autograd.Live;

/// <summary>The whole screen of a run: a line of counts, a chart for each metric, a table of the latest values.</summary>
internal sealed class RunScreen(LiveLogger run, TimeProvider clock)
{
    private const int WidthForTwoColumns = 110;
    private const int WidthForTable = 72;
    private const int HeightOfChart = 6;
    private readonly RateMeter _rate = new(clock);
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The screen for a terminal of a size, cut down to what fits.</summary>
    public IRenderable Render(int width, int height)
    {
        var names = MetricNames(run);
        var hint = Missing;
        if (hint is not null) height--;
        var columns = run is LivePlot { NCols: > 1 } plot ? plot.NCols : width >= WidthForTwoColumns && names.Count > 1 ? 2 : 1;
        // A table has a frame and a title besides the metrics; without room for it and a chart, the charts alone tell.
        var left = height - 1 - (names.Count + 4);
        var hasTable = names.Count > 0 && width >= WidthForTable && left >= HeightOfChart;
        if (!hasTable) left = height - 1;
        var rows = (names.Count + columns - 1) / columns;
        while (rows > 1 && left / rows < HeightOfChart) rows--;
        var chartHeight = rows == 0 ? 0 : Math.Clamp((left / rows) - 2, 3, 12);
        var charts = new Grid().Collapse();
        var gap = columns > 1 ? 1 : 0;
        for (var i = 0; i < columns; i++) charts.AddColumn(new GridColumn().PadLeft(0).PadRight(gap).Width((width / columns) - gap));
        for (var row = 0; row < rows; row++)
        {
            var cells = new IRenderable[columns];
            for (var i = 0; i < columns; i++)
            {
                var at = (row * columns) + i;
                cells[i] = at < names.Count ? ChartOf(names[at], chartHeight) : new Text("");
            }

            charts.AddRow(cells);
        }

        var bold = new Style(decoration: Decoration.Bold);
        IRenderable headline = new Text(Cut(Headline(), width), bold);
        if (hint is not null) headline = new Rows(headline, new Text(Cut(hint, width), bold));
        return hasTable ? new Rows(headline, charts, Table(names)) : new Rows(headline, charts);
    }

    /// <summary>The run as one line: <c>epoch 3, batch 1,200: loss 0.1234 (test 0.2), 340 batches/s</c>.</summary>
    public string Line()
    {
        var values = MetricNames(run).Select(name =>
        {
            var (train, test) = (run.MetricsOf(MetricSplit.Train).GetValueOrDefault(name), run.MetricsOf(MetricSplit.Test).GetValueOrDefault(name));
            var trained = train is null ? "" : TerminalText.ValueOrDash(train.EpochData.IsEmpty ? train.BatchData : train.EpochData);
            var tested = test is null || test.EpochData.IsEmpty ? "" : $"test {TerminalText.ValueOrDash(test.EpochData)}";
            return $"{name} {(trained.Length > 0 && tested.Length > 0 ? $"{trained} ({tested})" : trained + tested)}".TrimEnd();
        });
        var rate = _rate.Update(run.NumTrainBatch);
        return $"epoch {TerminalText.Count(run.NumTrainEpoch)}, batch {TerminalText.Count(run.NumTrainBatch)}: {string.Join(", ", values)}"
            + (rate > 0 ? $", {TerminalText.Rate(rate)} batches/s" : "")
            + (Missing is { } missing ? $" ({missing})" : "");
    }

    private static string Cut(string line, int width) => line.Length <= width ? line : $"{line[..(width - 1)]}…";

    private string? Missing => (run as LivePlot)?.MissingMetrics;

    private string Headline()
    {
        var rate = _rate.Update(run.NumTrainBatch);
        return $"{run.Name}  epoch {TerminalText.Count(run.NumTrainEpoch)}  batch {TerminalText.Count(run.NumTrainBatch)}"
            + (rate > 0 ? $"  {TerminalText.Rate(rate)} batches/s" : "")
            + $"  {TerminalText.Duration(clock.GetElapsedTime(_start))}{(run.IsEnded ? "  ended" : "")}";
    }

    private MetricChart ChartOf(string name, int height) => new(
        name, run.MetricsOf(MetricSplit.Train).GetValueOrDefault(name), run.MetricsOf(MetricSplit.Test).GetValueOrDefault(name), height,
        (run as LivePlot)?.LastNBatches, ColorsOf(name));

    private (string? Train, string? Test) ColorsOf(string name) =>
        run is LivePlot plot && plot.MetricColors.TryGetValue(name, out var colors) ? colors : default;

    private Table Table(IReadOnlyList<string> names)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var title in (ReadOnlySpan<string>)["metric", "batch", "train epoch", "test epoch", "test range"])
            table.AddColumn(new TableColumn(new Text(title)) { Alignment = title == "metric" ? Justify.Left : Justify.Right });
        foreach (var name in names)
        {
            var (train, test) = (run.MetricsOf(MetricSplit.Train).GetValueOrDefault(name), run.MetricsOf(MetricSplit.Test).GetValueOrDefault(name));
            table.AddRow(
                new Text(name),
                new Text(train is null ? "-" : TerminalText.ValueOrDash(train.BatchData)),
                new Text(train is null ? "-" : TerminalText.ValueOrDash(train.EpochData), MetricChart.TrainStyle(ColorsOf(name).Train)),
                new Text(test is null ? "-" : TerminalText.ValueOrDash(test.EpochData), MetricChart.TestStyle(ColorsOf(name).Test)),
                new Text(test is null ? "-" : LowestAndHighest(test.EpochData)));
        }

        return table;
    }

    /// <summary>The least and the greatest mean: which of them is the best, only the reader knows.</summary>
    private static string LowestAndHighest(ReadOnlySpan<double> values)
    {
        var extremes = Extremes.Of(values, 0);
        return extremes.MinAt < 0 ? "-" : $"{TerminalText.Value(extremes.Min)} to {TerminalText.Value(extremes.Max)}";
    }

    private static List<string> MetricNames(LiveLogger run)
    {
        var known = run.MetricsOf(MetricSplit.Train).Keys.Union(run.MetricsOf(MetricSplit.Test).Keys);
        return run is LivePlot { Metrics.Count: > 0 } plot ? [.. plot.Metrics.Intersect(known)] : [.. known];
    }
}
