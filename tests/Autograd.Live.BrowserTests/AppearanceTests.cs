using Autograd.Plotting;

namespace Autograd.Live.BrowserTests;

/// <summary>Light and dark, labels, text in Korean, and everything at once for the eye.</summary>
public sealed class AppearanceTests : BrowserTest
{
    [Test]
    public async Task It_is_dark_where_the_system_is_and_where_the_reader_wants_it()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        var chart = await Chart("loss");
        var light = await Ground(chart);
        Assert.That(light, Is.EqualTo(("white", "rgb(246, 247, 249)")));

        await Tab.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Expect(chart.Locator("svg > rect").First).ToHaveAttributeAsync("fill", "#1B1E24");
        Assert.That((await Ground(chart)).Page, Is.EqualTo("rgb(18, 20, 24)"));
        await Screenshot("dark");

        // From "system" to "light", against the system.
        var theme = Tab.Locator("#theme");
        await theme.ClickAsync();
        await Expect(theme).ToHaveTextAsync("Theme: light");
        await Expect(chart.Locator("svg > rect").First).ToHaveAttributeAsync("fill", "white");
        Assert.That(await Ground(chart), Is.EqualTo(light));

        // The choice is remembered.
        await Tab.ReloadAsync();
        await Expect(theme).ToHaveTextAsync("Theme: light");
    }

    [Test]
    public async Task Pictures_have_labels_for_screen_readers()
    {
        var run = Samples.Run("run", seed: 1);
        run.AddTable("Results", ["net", "accuracy"], [["RNN", 0.98]]);
        using var page = Serve(run);
        await Open(page);
        await Chart("loss");
        var pictures = await Tab.GetByRole(AriaRole.Img).AllAsync();
        Assert.That(pictures, Is.Not.Empty);
        foreach (var picture in pictures)
            Assert.That(await picture.GetAttributeAsync("aria-label") ?? await picture.GetAttributeAsync("alt"), Is.Not.Null.And.Not.Empty);
        await Expect(Tab.Locator("#announcer[aria-live=polite]")).ToContainTextAsync("loss: train");
        await Expect(Tab.Locator("#status[role=status]")).ToHaveTextAsync("live");

        // No button, section or scrollable region without a name.
        var nameless = await Tab.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll("button, section, article, [tabindex]")]
              .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.getAttribute("aria-labelledby") || e.textContent.trim()))
              .map((e) => e.outerHTML)
            """);
        Assert.That(nameless, Is.Empty);
    }

    [Test]
    public async Task Gradients_that_vanish_are_seen()
    {
        var run = Samples.Watched("deep", scale: 0.6);
        run.AddTable("Results", ["net", "accuracy"], [["RNN", 0.98], ["linear", 0.5012]]);
        run.AddText("Notes", "Ten layers with tanh, initialized too small:\nthe gradient loses a digit with each.");
        run.Print("epoch 1: loss 0.69");
        run.Print("epoch 2: loss 0.69");
        using var page = Serve(run);
        await Open(page);
        var chart = await Chart("Size of gradients by layer");
        var frame = await Frame(chart);

        // Ten layers have 20 parameters; below them is the watched activation.
        var y = frame[1] + (frame[3] * 19.5 / 21);
        await chart.HoverAsync(new LocatorHoverOptions { Position = new Position { X = (float)(frame[0] + (frame[2] / 2)), Y = (float)y } });
        await Expect(chart.Locator(".tip b")).ToContainTextAsync("18.bias, batch ");
        await Expect(chart.Locator("svg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("0\\.weight .*e-"));
        await Screenshot("gradients", "#gradients");
        await Chart("Size of activations by layer");
        await Screenshot("activations", "#activations");
        await Screenshot("output", "#output");
        await Expect(Tab.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "graph", Exact = true })).ToBeVisibleAsync();
        await Screenshot("model", "#model");
        await Tab.Locator("#gradients .folded summary").First.ClickAsync();
        await Chart("gradients/0.weight");
        await Screenshot("distributions");
    }

    [Test]
    public async Task Two_watched_runs_as_in_the_documentation()
    {
        using var page = Serve(Samples.Watched("gain 2.5", scale: 2.5, depth: 6), Samples.Watched("gain 0.6", scale: 0.6, depth: 6));
        await Open(page);
        await Chart("loss");
        foreach (var name in (string[])["gain 2.5", "gain 0.6"])
        {
            var chart = await Chart($"Size of gradients by layer ({name})");
            await Expect(chart.Locator("image").First).ToBeAttachedAsync();
        }

        await Tab.SetViewportSizeAsync(1280, 1400);
        await Tab.EvaluateAsync("scrollTo(0, 0)");
        await Screenshot("live-page");
    }

    [Test]
    public async Task Pictures_follow_the_chosen_theme()
    {
        var run = new LiveLogger("run");
        run.AddGraph("graph", (Tensor.From(1.0, requiresGrad: true) * 2).Exp());
        using var page = Serve(run);
        await Open(page);
        await Expect(Tab.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "graph" })).ToBeVisibleAsync();
        await Tab.Locator("#theme").ClickAsync();
        await Tab.Locator("#theme").ClickAsync();
        await Expect(Tab.Locator("#theme")).ToHaveTextAsync("Theme: dark");
        await Screenshot("dark-graph");
    }

    [Test]
    public async Task Korean_text_shows()
    {
        var run = new LiveLogger("홀짝");
        for (var i = 0; i < 20; i++) run.SetTrainBatch([("손실 ∇L", 1.0 / (i + 1))], batchSize: 1);
        using var page = Serve(run);
        run.Print("학습이 끝났다");
        await Open(page);
        await Chart("손실 ∇L");
        await Expect(Tab.GetByRole(AriaRole.Log)).ToHaveTextAsync("학습이 끝났다");
        await Screenshot("korean");
    }

    [Test]
    public async Task Figures_that_the_script_shows_appear_and_are_replaced()
    {
        using var page = Serve(new LiveLogger("run"));
        await Open(page);
        var figure = new Figure();
        figure.SupTitle("결정 경계 σ(x)");
        figure.AddSubplot().Plot((double[])[1, 2, 3], (double[])[1, 4, 9], "--o");
        figure.Show();
        var picture = Tab.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "결정 경계 σ(x)" });
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 640);
        var source = await picture.GetAttributeAsync("src");

        figure.Axes[0].Plot((double[])[1, 2, 3], (double[])[9, 4, 1]);
        figure.Show();
        await Expect(picture).Not.ToHaveAttributeAsync("src", source!);
        await Expect(picture).ToHaveCountAsync(1);
        await Screenshot("figure");
    }

    private async Task<(string Chart, string Page)> Ground(ILocator chart) => (
        (await chart.Locator("svg > rect").First.GetAttributeAsync("fill"))!,
        await Tab.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
}
