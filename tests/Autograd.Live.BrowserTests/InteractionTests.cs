namespace Autograd.Live.BrowserTests;

/// <summary>What the reader does with a chart: point, zoom, hide, compare.</summary>
public sealed class InteractionTests : BrowserTest
{
    [Test]
    public async Task Hovering_shows_the_value_under_the_pointer()
    {
        var run = new LiveLogger("line");
        for (var i = 1; i <= 101; i++) run.SetTrainBatch([("loss", 1000.0 + i)], batchSize: 1);
        using var page = Serve(run);
        await Open(page);
        var chart = await Chart("loss");
        var frame = await Frame(chart);

        // Batch 31 lies where the frame says that it does.
        var x = frame[0] + ((31 - frame[4]) / (frame[5] - frame[4]) * frame[2]);
        await chart.HoverAsync(new LocatorHoverOptions { Position = new Position { X = (float)x, Y = 100 } });
        await Expect(chart.Locator(".tip b")).ToHaveTextAsync("batch 31");
        await Expect(chart.Locator(".tip span")).ToHaveTextAsync("train 1031");
        await Screenshot("hover");
    }

    [Test]
    public async Task Dragging_zooms_and_a_double_click_resets()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        var chart = await Chart("loss");
        var whole = await Frame(chart);
        await Drag(chart, whole, 0.25, 0.5);
        await FrameChanges(chart, whole);
        var zoomed = await Frame(chart);
        var width = whole[5] - whole[4];
        Assert.Multiple(() =>
        {
            Assert.That(zoomed[4], Is.EqualTo(whole[4] + (0.25 * width)).Within(0.01 * width));
            Assert.That(zoomed[5], Is.EqualTo(whole[4] + (0.5 * width)).Within(0.01 * width));
            Assert.That(zoomed[7] - zoomed[6], Is.LessThan(whole[7] - whole[6]), "the height follows the values in sight");
        });
        await Screenshot("zoomed");

        await chart.DblClickAsync();
        await FrameChanges(chart, zoomed);
        Assert.That(await Frame(chart), Is.EqualTo(whole));
    }

    [Test]
    public async Task The_wheel_zooms_only_the_chart_that_has_the_focus()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        var chart = await Chart("loss");
        var whole = await Frame(chart);
        await chart.HoverAsync();
        await Tab.Mouse.WheelAsync(0, -100);
        await chart.ClickAsync();
        Assert.That(await Frame(chart), Is.EqualTo(whole));
        await Tab.Mouse.WheelAsync(0, -100);
        await FrameChanges(chart, whole);
        var zoomed = await Frame(chart);
        Assert.That(zoomed[5] - zoomed[4], Is.EqualTo(0.8 * (whole[5] - whole[4])).Within(1e-6));
    }

    [Test]
    public async Task The_keyboard_reads_zooms_and_resets()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        var chart = await Chart("loss");
        var whole = await Frame(chart);
        await chart.FocusAsync();

        await Tab.Keyboard.PressAsync("ArrowRight");
        await Expect(chart.Locator(".tip")).ToBeVisibleAsync();
        var text = await chart.Locator(".tip b").TextContentAsync();
        Assert.That(text, Does.StartWith("batch "));
        await Expect(Tab.Locator("#announcer")).ToContainTextAsync(text + ": train");
        await Tab.Keyboard.PressAsync("End");
        await Expect(chart.Locator(".tip b")).ToHaveTextAsync("batch 1000");

        await Tab.Keyboard.PressAsync("+");
        await FrameChanges(chart, whole);
        var zoomed = await Frame(chart);
        Assert.That(zoomed[5] - zoomed[4], Is.EqualTo(0.5 * (whole[5] - whole[4])).Within(1e-6));
        await Tab.Keyboard.PressAsync("Shift+ArrowRight");
        await FrameChanges(chart, zoomed);
        Assert.That((await Frame(chart))[4], Is.GreaterThan(zoomed[4]));

        var moved = await Frame(chart);
        await Tab.Keyboard.PressAsync("0");
        await FrameChanges(chart, moved);
        Assert.That(await Frame(chart), Is.EqualTo(whole));

        await Tab.Keyboard.PressAsync("l");
        await FrameChanges(chart, whole);
        await Expect(Tab.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "log", Pressed = true })).ToHaveCountAsync(1);
        await Screenshot("logarithmic");
    }

    [Test]
    public async Task Every_control_is_reached_by_the_tab_key()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        await Chart("loss");
        await Chart("accuracy");
        HashSet<string> reached = [];
        for (var i = 0; i < 30; i++)
        {
            await Tab.Keyboard.PressAsync("Tab");
            reached.Add(await Tab.EvaluateAsync<string>("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"));
        }

        Assert.That(reached, Is.SupersetOf((string[])["Skip to the charts", "Theme: system", "Chart of loss", "Chart of accuracy", "log",
            "Values as a table"]));
    }

    [Test]
    public async Task The_legend_hides_lines()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        var chart = await Chart("accuracy");
        await Expect(chart.Locator("svg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("train .*test "));
        var legend = Tab.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Lines of accuracy" });
        var button = legend.GetByRole(AriaRole.Button).Last;
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(chart.Locator("svg")).Not.ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("test "));
    }

    [Test]
    public async Task Two_runs_lie_over_each_other()
    {
        using var page = Serve(Samples.Run("Adam", seed: 1), Samples.Run("SGD", seed: 2));
        await Open(page);
        var chart = await Chart("loss");
        var legend = Tab.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Lines of loss" });
        await Expect(legend.GetByRole(AriaRole.Button)).ToHaveCountAsync(4);
        await Expect(legend).ToContainTextAsync("Adam: train");
        await Expect(legend).ToContainTextAsync("SGD: train");
        await Screenshot("two-runs");

        // A button for each run hides it in all charts.
        var label = await chart.Locator("svg").GetAttributeAsync("aria-label");
        Assert.That(label, Does.Contain("SGD"));
        await Tab.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Runs" }).GetByText("SGD").ClickAsync();
        await Expect(chart.Locator("svg")).Not.ToHaveAttributeAsync("aria-label", label!);
        Assert.That(await chart.Locator("svg").GetAttributeAsync("aria-label"), Does.Contain("Adam").And.Not.Contain("SGD"));
    }

    [Test]
    public async Task A_chart_is_a_table_too()
    {
        var run = new LiveLogger("short");
        for (var i = 1; i <= 3; i++) run.SetTrainBatch([("loss", i / 4.0)], batchSize: 1);
        using var page = Serve(run);
        await Open(page);
        await Chart("loss");
        await Tab.GetByText("Values as a table").ClickAsync();
        await Expect(Tab.Locator("table th")).ToHaveTextAsync(["batch", "train"]);
        await Expect(Tab.Locator("table td")).ToHaveTextAsync(["1", "0.25", "2", "0.5", "3", "0.75"]);
    }

    private async Task Drag(ILocator chart, double[] frame, double from, double to)
    {
        var box = (await chart.BoundingBoxAsync())!;
        var y = box.Y + (float)(frame[1] + (frame[3] / 2));
        await Tab.Mouse.MoveAsync(box.X + (float)(frame[0] + (from * frame[2])), y);
        await Tab.Mouse.DownAsync();
        await Tab.Mouse.MoveAsync(box.X + (float)(frame[0] + (to * frame[2])), y, new MouseMoveOptions { Steps = 4 });
        await Tab.Mouse.UpAsync();
    }
}
