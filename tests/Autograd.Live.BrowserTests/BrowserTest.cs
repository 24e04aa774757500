using System.Runtime.CompilerServices;

namespace Autograd.Live.BrowserTests;

/// <summary>A test with a fresh browser profile; it fails if the page's script or its security policy complains.</summary>
public abstract class BrowserTest
{
    private readonly List<string> _complaints = [];
    private IBrowserContext _context = null!;

    protected IPage Tab { get; private set; } = null!;

    [SetUp]
    public async Task OpenTab()
    {
        _complaints.Clear();
        _context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            ColorScheme = ColorScheme.Light,
        });
        Tab = await _context.NewPageAsync();
        Tab.PageError += (_, error) => _complaints.Add(error);
        Tab.Console += (_, message) =>
        {
            // The browser itself logs each attempt to reach a server that is gone; that is no error of the page.
            if (message.Type == "error" && !message.Text.Contains("net::ERR_", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
    }

    [TearDown]
    public async Task CloseTab()
    {
        await _context.CloseAsync();
        Assert.That(_complaints, Is.Empty, "the browser's console");
    }

    protected static LivePage Serve(params LiveLogger[] runs) => Serve(0, token: null, runs);

    protected static LivePage Serve(int port, string? token, params LiveLogger[] runs)
    {
        var page = LivePage.Start(
            new LivePageOptions { Port = port, Token = token, RefreshInterval = TimeSpan.FromMilliseconds(50), Output = TextWriter.Null }, runs);
        Assert.That(page.Url, Is.Not.Null, $"{page.Error}");
        return page;
    }

    protected Task Open(LivePage page) => Tab.GotoAsync(page.Url!.ToString());

    /// <summary>The chart of a title, once it is drawn.</summary>
    protected async Task<ILocator> Chart(string title)
    {
        var chart = Tab.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = $"Chart of {title}", Exact = true });
        await chart.ScrollIntoViewIfNeededAsync();
        await Expect(chart.Locator("svg")).ToBeVisibleAsync();
        return chart;
    }

    /// <summary>
    /// Where the data area lies in the chart, in pixels, and its limits: left, top, width, height, x0, x1, y0, y1.
    /// </summary>
    protected static async Task<double[]> Frame(ILocator chart)
    {
        var frame = await chart.Locator("svg").GetAttributeAsync("data-frame");
        return Array.ConvertAll(frame!.Split(' '), text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until the chart is another picture than it was.</summary>
    protected Task FrameChanges(ILocator chart, double[] before) => Expect(chart.Locator("svg")).Not.ToHaveAttributeAsync(
        "data-frame", string.Join(' ', before.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>
    /// Keeps a picture of the page, or of one of its parts, for the eye: in artifacts/screenshots, or in the folder that
    /// AUTOGRAD_SCREENSHOTS names.
    /// </summary>
    protected async Task Screenshot(string name, string? part = null, [CallerFilePath] string here = "")
    {
        var repository = Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
        var folder = Path.Combine(repository, Environment.GetEnvironmentVariable("AUTOGRAD_SCREENSHOTS") ?? "artifacts/screenshots");
        var path = Path.Combine(folder, $"{name}.png");
        if (part is null) await Tab.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        else await Tab.Locator(part).ScreenshotAsync(new LocatorScreenshotOptions { Path = path });
    }
}
