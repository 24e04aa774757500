namespace Autograd.Live.BrowserTests;

/// <summary>
/// The browser of all tests: Debian's chromium, or the one that AUTOGRAD_CHROMIUM names. Without one the tests are
/// skipped.
/// </summary>
[SetUpFixture]
public sealed class Chromium
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    public static IBrowser Browser => s_browser!;

    [OneTimeSetUp]
    public async Task Launch()
    {
        var path = Environment.GetEnvironmentVariable("AUTOGRAD_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(path)) Assert.Ignore($"There is no {path}; apt-get install chromium, or name a browser by AUTOGRAD_CHROMIUM.");
        s_playwright = await Playwright.CreateAsync();
        s_browser = await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,

            // Root, as which a container's tests run, has no sandbox.
            Args = ["--no-sandbox"],
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (s_browser is not null) await s_browser.CloseAsync();
        s_playwright?.Dispose();
    }
}
