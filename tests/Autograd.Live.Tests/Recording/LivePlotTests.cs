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
        Assert.That(plot.Metrics, Is.EqualTo(new[] { "b", "a" }));
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

    [TestCase(1, 1, 640, 480)]
    [TestCase(2, 1, 640, 480)]
    [TestCase(5, 1, 640, 1200)]
    [TestCase(5, 2, 800, 720)]
    public void A_figure_grows_with_its_grid(int metrics, int columns, int width, int height)
    {
        using var plot = new LivePlot(nCols: columns);
        plot.SetTrainBatch(Enumerable.Range(0, metrics).ToDictionary(i => $"m{i}", i => (double)i), 1);
        var figure = plot.PlotObjects().Figure;
        Assert.That((figure.Width, figure.Height), Is.EqualTo((width, height)));
    }

    [Test]
    public void A_metric_that_is_never_recorded_is_told_of()
    {
        using var plot = new LivePlot(["los", "accuracy"], name: "run");
        Assert.That(plot.MissingMetrics, Is.Null);
        plot.SetTrainBatch(1, ("loss", 3), ("accuracy", 1));
        const string Hint = "not recorded so far: los; recorded: loss, accuracy";
        Assert.That(plot.MissingMetrics, Is.EqualTo(Hint));
        Assert.That(plot.PlotObjects().Axes.Select(axes => axes.ScottPlot.Axes.Title.Label.Text), Is.EqualTo((string[])["los (not recorded)", "accuracy"]));
        Assert.That(Terminal.Screens.Render(plot, 100, 20, new Terminal.ManualClock()), Does.Contain(Hint));
        var board = new Board("title", new EventLog(TimeSpan.FromSeconds(1)));
        board.Add(plot);
        board.Refresh();
        Assert.That(board.Find(1)!.State().Text + board.Find(2)!.State().Text, Does.Contain(Hint));
        plot.SetTestBatch(1, ("los", 3));
        Assert.That(plot.MissingMetrics, Is.Null);
        board.Refresh();
        Assert.That(Enumerable.Range(1, 4).Select(board.Find).Select(panel => panel?.State().Text), Has.None.EqualTo(Hint));
    }

    [Test]
    [NonParallelizable]
    public void A_figure_that_was_added_is_not_shown_once_more()
    {
        using var plot = new LivePlot(name: "run");
        var figure = Autograd.Plotting.Plt.Figure();
        plot.AddFigure("f", figure);
        using var viewer = new FigureViewer();
        Autograd.Plotting.Plt.Show();
        Assert.That(viewer.Shown, Has.None.SameAs(figure));
    }

    private sealed class FigureViewer : Autograd.Plotting.IFigureViewer, IDisposable
    {
        private readonly Autograd.Plotting.IFigureViewer? _earlier = Autograd.Plotting.Figure.Viewer;

        public FigureViewer() => Autograd.Plotting.Figure.Viewer = this;

        public List<Autograd.Plotting.Figure> Shown { get; } = [];

        public void Show(Autograd.Plotting.Figure figure) => Shown.Add(figure);

        public void Dispose() => Autograd.Plotting.Figure.Viewer = _earlier;
    }

    [Test]
    public void Colours()
    {
        using var plot = new LivePlot();
        plot.SetMetricColors("loss", "#12abEF");
        Assert.That(plot.MetricColors["loss"], Is.EqualTo(("#12abEF", (string?)null)));
        Assert.That(
            () => plot.SetMetricColors("loss", null, "redd"),
            Throws.ArgumentException.With.Message.StartsWith("SetMetricColors: \"redd\" names no colour; use "));
        Assert.That(plot.MetricColors["loss"], Is.EqualTo(("#12abEF", (string?)null)));
        plot.SetMetricColors("loss", "tab:blue", "C1");
        Assert.That(plot.MetricColors["loss"], Is.EqualTo(("#1f77b4", "#ff7f0e")));
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
