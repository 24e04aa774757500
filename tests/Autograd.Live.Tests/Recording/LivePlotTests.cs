namespace Autograd.Live.Tests.Recording;

public class LivePlotTests
{
    private sealed class Viewer : IRunViewer
    {
        public List<string> Calls { get; } = [];

        public void Open(LiveLogger run) => Calls.Add($"open {run.Name}");

        public void Refresh() => Calls.Add("refresh");

        public void Dispose() => Calls.Add("dispose");
    }

    [Test]
    public void Viewers_are_opened_refreshed_and_disposed()
    {
        var plot = new LivePlot(["loss"], name: "run");
        var viewer = plot.Attach(new Viewer());
        plot.SetTrainBatch(1, ("loss", 1));
        plot.Plot();
        plot.Dispose();
        plot.Dispose();
        Assert.That(viewer.Calls, Is.EqualTo(new[] { "open run", "refresh", "dispose" }));
    }

    private sealed class FailingViewer : IRunViewer
    {
        public void Open(LiveLogger run)
        {
        }

        public void Refresh()
        {
        }

        public void Dispose() => throw new IOException("disk full");
    }

    [Test]
    public void A_viewer_that_fails_keeps_no_other_from_its_end()
    {
        var plot = new LivePlot(name: "run");
        plot.Attach(new FailingViewer());
        var viewer = plot.Attach(new Viewer());
        Assert.That(plot.Dispose, Throws.InstanceOf<IOException>().With.Message.EqualTo("disk full"));
        Assert.That(viewer.Calls, Is.EqualTo(new[] { "open run", "dispose" }));
    }

    [Test]
    public void A_file_that_cannot_be_made_is_no_viewer()
    {
        using var logger = new LiveLogger("run");
        Assert.That(() => logger.AppendMetrics(Path.Combine("no", "such", "folder", "x")), Throws.InstanceOf<DirectoryNotFoundException>());
        Assert.That(logger.Viewers, Is.Empty);
    }

    [Test]
    public void A_logger_becomes_a_plot_that_goes_on()
    {
        using var logger = new LiveLogger("run");
        logger.SetTrainBatch(2, ("b", 1), ("a", 4));
        using var plot = LivePlot.FromLogger(logger, lastNBatches: 5, nCols: 2, figSize: (4, 3));
        plot.SetTrainBatch(2, ("b", 3), ("a", 4));
        plot.SetTrainEpoch();
        Assert.That(plot.TrainMetrics["b"].EpochData.ToArray(), Is.EqualTo(new[] { 2.0 }));
        Assert.That(plot.Metrics, Is.EqualTo(new[] { "a", "b" }));
        Assert.That((plot.Name, plot.LastNBatches, plot.NRows, plot.NCols, plot.FigSize),
            Is.EqualTo(("run", (int?)5, 1, 2, ((double, double)?)(4, 3))));
        Assert.That(logger.NumTrainBatch, Is.EqualTo(1));
    }

    [Test]
    public void The_grid_has_room_for_all_metrics()
    {
        using var plot = new LivePlot(["a", "b", "c"], nCols: 2);
        Assert.That((plot.NRows, plot.NCols), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_figure_has_axes_for_each_metric_with_batches_and_epochs()
    {
        using var plot = new LivePlot(["loss", "accuracy", "none"], nCols: 2, figSize: (8, 6));
        for (var i = 0; i < 30; i++)
        {
            plot.SetTrainBatch(1, ("loss", 30 - i), ("accuracy", i / 30.0));
            if (i % 10 != 9) continue;
            plot.SetTrainEpoch();
            plot.SetTestBatch(1, ("loss", 35 - i));
            plot.SetTestEpoch();
        }

        var (figure, axes) = plot.PlotObjects();
        Assert.That((figure.Width, figure.Height), Is.EqualTo((800, 600)));
        Assert.That(axes.Select(part => part.ScottPlot.GetPlottables<ScottPlot.Plottables.Scatter>().Count()), Is.EqualTo(new[] { 3, 2, 0 }));
        var svg = figure.ToSvg();
        Assert.That(svg, Does.Contain("train: 5.50e+00").And.Contains("test: 6.00e+00").And.Contains("Number of iterations"));
        Assert.That(plot.PlotObjects(plotBatches: false).Axes[0].ScottPlot.GetPlottables<ScottPlot.Plottables.Scatter>().Count(), Is.EqualTo(2));
        plot.AddFigure("figure", figure);
        Assert.That(((FigureEntry)plot.Entries[0]).MediaType, Is.EqualTo("image/svg+xml"));
    }

    [Test]
    public void Colours()
    {
        using var plot = new LivePlot();
        plot.SetMetricColors("loss", "#12abEF");
        Assert.That(plot.MetricColors["loss"], Is.EqualTo(("#12abEF", (string?)null)));
        Assert.That(
            () => plot.SetMetricColors("loss", null, "red"),
            Throws.ArgumentException.With.Message.EqualTo("SetMetricColors: \"red\" is no colour of the form \"#rrggbb\""));
    }

    [Test]
    public void Errors()
    {
        AssertRejected(() => new LivePlot(["a", "b", "a"]), "LivePlot: metric \"a\" is given 2 times; give each once (Parameter 'metrics')");
        AssertRejected(() => new LivePlot([""]), "LivePlot: the name of a metric is empty (Parameter 'metrics')");
        AssertRejected(() => new LivePlot(nRows: 0), "LivePlot: nRows is 0; it must be at least 1 (Parameter 'nRows')");
        AssertRejected(() => new LivePlot(nCols: 0), "LivePlot: nCols is 0; it must be at least 1 (Parameter 'nCols')");
        AssertRejected(() => new LivePlot(maxFractionSpentPlotting: 1.5), "MaxFractionSpentPlotting: 1.5 is not in [0, 1] (Parameter 'value')");
        AssertRejected(() => new LivePlot(lastNBatches: 0), "LastNBatches: 0 is not positive; use null for all batches (Parameter 'value')");
        AssertRejected(() => new LivePlot(figSize: (1, -2)), "FigSize: (1, -2) must be two positive numbers of inches (Parameter 'value')");

        static void AssertRejected(Action action, string message) =>
            Assert.That(action, Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
    }
}
