namespace Autograd.Live.Tests.Terminal;

public class RunScreenTests
{
    [Test]
    public void A_run_before_its_first_batch()
    {
        using var run = new LiveLogger("run");
        Assert.That(
            Screens.Render(run, 60, 24, new ManualClock()),
            Does.StartWith("run  epoch 0  batch 0  0:00"));
    }

    [Test]
    public void Curves_values_and_table()
    {
        using var run = new LiveLogger("run");
        for (var i = 0; i < 40; i++)
        {
            run.SetTrainBatch(1, ("loss", i == 20 ? double.NaN : 40 - i));
            if (i % 10 == 9)
            {
                run.SetTestBatch(1, ("loss", 20));
                run.SetTestEpoch();
            }
        }

        Assert.That(Screens.Render(run, 74, 16, new ManualClock()), Is.EqualTo(
            """
            run  epoch 0  batch 40  0:00
                       loss  train 1  test 20  1 not finite
                    40┤⠉⠒⠢⠤⠤⠤⣀⡀
                      │⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠢⠤⠤⠤⣀⡀
                      │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠢⠤⠤⠤⣀⡀
                      │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠢⠤⠤⠤⣀
                      │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠙⠛⠛⠫⠭⣉⡉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
                      │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠒⠒⠢⠤⣀⡀
                      │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠒⠒⠢⠤⣀⡀
                     1┤⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠒⠒⠒⠢⠤⣀
                       1                                                            40
            ╭────────┬───────┬─────────────┬────────────┬────────────╮
            │ metric │ batch │ train epoch │ test epoch │ test range │
            ├────────┼───────┼─────────────┼────────────┼────────────┤
            │ loss   │     1 │           - │         20 │   20 to 20 │
            ╰────────┴───────┴─────────────┴────────────┴────────────╯
            """));
    }

    [Test]
    public void The_screen_fits_the_terminal([Values(24, 71, 72, 140)] int width, [Values(8, 20, 50)] int height, [Values(1, 3, 9)] int metrics)
    {
        using var run = new LivePlot(name: "run");
        var values = Enumerable.Range(0, metrics).ToDictionary(i => $"metric {i}", i => i * 0.1);
        for (var i = 0; i < 5; i++)
        {
            run.SetTrainBatch(values, 1);
            run.SetTestBatch(values, 1);
            run.SetTrainEpoch();
            run.SetTestEpoch();
        }

        var lines = Screens.Render(run, width, height, new ManualClock()).Split('\n');
        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(width));
        Assert.That(lines, Has.Length.LessThanOrEqualTo(height));
    }

    [Test]
    public void Huge_and_constant_values_are_drawn()
    {
        using var run = new LiveLogger("run");
        run.SetTrainBatch(1, ("wide", double.MaxValue), ("constant", 3), ("none", double.NaN));
        run.SetTrainBatch(1, ("wide", double.MinValue), ("constant", 3), ("none", double.NaN));
        var text = Screens.Render(run, 60, 60, new ManualClock());
        Assert.That(text, Does.Contain("1.798E+308┤").And.Contains("-1.798E+308┤").And.Contains("none  train NaN  2 not finite"));
    }

    [Test]
    public void Colours_are_those_of_the_plot()
    {
        using var plot = new LivePlot(name: "run");
        plot.SetMetricColors("loss", "#0a141e", "#ff0001");
        plot.SetTrainBatch(1, ("loss", 1));
        plot.SetTrainEpoch();
        plot.SetTestBatch(1, ("loss", 2));
        plot.SetTestEpoch();
        using var writer = new StringWriter();
        Screens.Console(writer, 80, 30, ansi: true).Write(new RunScreen(plot, new ManualClock()).Render(80, 30));
        Assert.That(writer.ToString(), Does.Contain("38;2;10;20;30m").And.Contains("38;2;255;0;1m").And.Not.Contains("38;2;95;175;255m"));
    }

    [Test]
    public void The_rate_is_that_of_the_last_five_seconds()
    {
        var clock = new ManualClock();
        var meter = new RateMeter(clock);
        Assert.That(meter.Update(0), Is.Zero);
        clock.Advance(2);
        Assert.That(meter.Update(20), Is.EqualTo(10));
        clock.Advance(8);
        Assert.That(meter.Update(20), Is.EqualTo(0));
        clock.Advance(5);
        Assert.That(meter.Update(120), Is.EqualTo(20));

        // A sample from before the window counts as long as the next one is within it.
        var often = new RateMeter(clock);
        often.Update(0);
        clock.Advance(4);
        Assert.That(often.Update(4), Is.EqualTo(1));
        clock.Advance(2);
        Assert.That(often.Update(18), Is.EqualTo(3));
    }
}
