namespace Autograd.Live;

/// <summary>One metric of all runs: batches pale, means of epochs over them.</summary>
internal sealed class MetricPanel(int id, string metric, Func<IReadOnlyList<PageRun>> runs) : ChartPanel(id, "metrics", metric)
{
    public override long Version
    {
        get
        {
            var version = 0L;
            foreach (var run in runs())
                foreach (var split in Enum.GetValues<MetricSplit>()) version += 1 + (run.Find(Title, split)?.Version ?? 0);
            return version;
        }
    }

    public override PanelState State()
    {
        // The version first: what is recorded meanwhile belongs to the next one.
        var version = Version;
        var lines = Lines();
        return new PanelState(
            Id, Section, Kind, Title, version,
            [.. lines.Select(line => new LegendEntry(
                line.Key, line.Label, line.Color % ChartColors.Count, line.OwnColor, line.IsPale, line.Run))],
            [.. lines.Select(line => new Reading(line.Label, Numbers.Format(line.Latest)))]);
    }

    public override ChartImage Draw(ChartView view) => LineChart.Draw(Lines(), view);

    public override ValuesAt? At(ChartView view, double x, double y) => LineChart.At(Lines(), view, x);

    public override TableContent Table(ChartView view) => LineChart.Table(Lines(), view);

    public override string Describe(ChartView view)
    {
        var shown = Lines().Where(line => !view.Hidden.Contains(line.Key)).Select(line => $"{line.Label} {Numbers.Format(line.Latest)}");
        return $"{Title} over batches; latest: {string.Join(", ", shown)}";
    }

    private List<ChartLine> Lines()
    {
        List<ChartLine> lines = [];
        var all = runs();
        foreach (var run in all)
        {
            foreach (var split in Enum.GetValues<MetricSplit>())
            {
                if (run.Find(Title, split) is not { } values) continue;
                var name = split == MetricSplit.Train ? "train" : "test";
                var label = all.Count == 1 ? name : $"{run.Name}: {name}";
                var hasEpochs = values.EpochData.Length > 0;

                // The batches of a test are counted by themselves: beside those of the training they would lie at its beginning.
                if (values.BatchData.Length > 0 && (split == MetricSplit.Train || (!hasEpochs && run.Find(Title, MetricSplit.Train) is null)))
                    Add(MetricLevel.Batch, hasEpochs ? $"{label} batches" : label, isPale: hasEpochs);
                if (hasEpochs) Add(MetricLevel.Epoch, label, isPale: false);

                void Add(MetricLevel level, string lineLabel, bool isPale) => lines.Add(new MetricLine(values, level)
                {
                    Key = $"{run.Index}.{name}.{level}",
                    Label = lineLabel,
                    Run = run.Name,
                    Color = (2 * run.Index) + (int)split,
                    OwnColor = run.ColorOf(Title, split),
                    Start = run.FirstBatch(values),
                    IsPale = isPale,
                });
            }
        }

        return lines;
    }
}
