namespace Autograd.Live.Tests.Terminal;

public class TerminalViewerTests
{
    [Test]
    public void Without_a_terminal_there_are_lines()
    {
        using var writer = new StringWriter();
        var clock = new ManualClock();
        var plot = new LivePlot(["loss", "accuracy"], maxFractionSpentPlotting: 0, name: "run");
        var viewer = plot.Attach(new TerminalViewer(Screens.Console(writer), isLive: false, clock));
        plot.SetTrainBatch(1, ("loss", 0.25), ("accuracy", 1));
        plot.Plot();
        plot.Plot();
        clock.Advance(1);
        plot.SetTrainBatch(1, ("loss", 0.75), ("accuracy", 1), ("hidden", 1));
        plot.SetTrainEpoch();
        plot.SetTestBatch(1, ("loss", 0.125));
        plot.SetTestEpoch();
        plot.Plot();
        plot.Dispose();
        Assert.That(
            writer.ToString().ReplaceLineEndings("\n"),
            Is.EqualTo("epoch 0, batch 1: loss 0.25, accuracy 1\nepoch 1, batch 2: loss 0.5 (test 0.125), accuracy 1, 1 batches/s\n"));
        Assert.That(() => viewer.Open(plot),
            Throws.InvalidOperationException.With.Message.EqualTo("Open: the viewer follows a run already; make another viewer"));
    }

    [Test]
    public void The_end_shows_what_no_line_has_shown()
    {
        using var writer = new StringWriter();
        var plot = new LivePlot(maxFractionSpentPlotting: 0, name: "run");
        plot.Attach(new TerminalViewer(Screens.Console(writer), isLive: false, new ManualClock()));
        plot.SetTrainBatch(1, ("loss", 0.25));
        plot.Dispose();
        Assert.That(writer.ToString().ReplaceLineEndings("\n"), Is.EqualTo("epoch 0, batch 1: loss 0.25\n"));
    }

    [Test]
    public void In_a_terminal_the_picture_is_drawn_over_the_last_one()
    {
        using var writer = new StringWriter();
        var plot = new LivePlot(maxFractionSpentPlotting: 0, name: "run");
        plot.Attach(new TerminalViewer(Screens.Console(writer, ansi: true), isLive: true, new ManualClock()));
        plot.SetTrainBatch(1, ("loss", 0.25));
        plot.Plot();
        var first = writer.ToString();
        plot.SetTrainBatch(1, ("loss", 0.5));
        plot.Dispose();
        var second = writer.ToString()[first.Length..];
        Assert.That(first, Does.Contain("batch 1").And.Contains("\u001b["));
        Assert.That(second, Does.Contain("batch 2").And.Contains("ended"));
        // The cursor goes up to where the picture began.
        Assert.That(second, Does.Match("\u001b\\[[0-9]+A"));
    }

    [Test]
    public void An_exception_that_nobody_catches_is_printed_below_the_last_picture()
    {
        using var writer = new StringWriter();
        var plot = new LivePlot(maxFractionSpentPlotting: 0, name: "run");
        var viewer = plot.Attach(new TerminalViewer(Screens.Console(writer, ansi: true), isLive: true, new ManualClock()));
        plot.SetTrainBatch(1, ("loss", 0.25));
        plot.Print("halved");
        viewer.Leave(null, EventArgs.Empty);
        var shown = writer.ToString();
        Assert.That(shown, Does.Contain("halved").And.Contains("batch 1").And.EndsWith("\n\u001b[?25h"), "the last state, the cursor below it and visible");
        plot.SetTrainBatch(1, ("loss", 0.5));
        plot.Dispose();
        Assert.That(writer.ToString(), Is.EqualTo(shown));
    }

    [Test]
    public void Printed_lines_stand_above_the_charts()
    {
        using var writer = new StringWriter();
        var plot = new LivePlot(maxFractionSpentPlotting: 0, name: "run");
        plot.Attach(new TerminalViewer(Screens.Console(writer, ansi: true), isLive: true, new ManualClock()));
        plot.SetTrainBatch(1, ("loss", 0.25));
        plot.Plot();
        var first = writer.ToString().Length;
        plot.Print("[rate] halved\nand so on");
        plot.Plot();
        plot.Dispose();
        Assert.That(
            writer.ToString()[first..].ReplaceLineEndings("\n"),
            Does.Match("\u001b\\[K\\[rate\\] halved\n\u001b\\[Kand so on\n(?s:.*)batch 1"));
        Assert.That(writer.ToString()[first..].Split("halved"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Without_a_terminal_printed_lines_are_lines_and_none_comes_twice()
    {
        using var writer = new StringWriter();
        var plot = new LivePlot(maxFractionSpentPlotting: 0, name: "run");
        plot.Attach(new TerminalViewer(Screens.Console(writer), isLive: false, new ManualClock()));
        plot.SetTrainBatch(1, ("loss", 0.25));
        plot.Plot();
        plot.Print("halved");
        plot.AddText("a", "b");
        plot.Dispose();
        Assert.That(writer.ToString().ReplaceLineEndings("\n"), Is.EqualTo("epoch 0, batch 1: loss 0.25\nhalved\n"));
    }

    [Test]
    public void A_viewer_that_was_never_opened_ends_at_once()
    {
        var viewer = new TerminalViewer();
        Assert.Multiple(() =>
        {
            Assert.That(viewer.Refresh, Throws.Nothing);
            Assert.That(viewer.Dispose, Throws.Nothing);
        });
    }
}
