using System.Net;
using System.Net.NetworkInformation;

namespace Autograd.Live.Tests.Page;

/// <summary>Who is let in.</summary>
public sealed class SecurityTests
{
    private PageClient _client = null!;

    [SetUp]
    public void Serve() => _client = new PageClient(new LiveLogger("run"));

    [TearDown]
    public void Close() => _client.Dispose();

    [Test]
    public async Task The_page_is_there_with_the_token()
    {
        Assert.That(await _client.Get(""), Does.Contain("<main id=\"main\">"));
        Assert.That(await _client.Get("page.js"), Does.Contain("EventSource"));
    }

    [TestCase("/")]
    [TestCase("/events")]
    [TestCase("/page.js")]
    [TestCase("/0123456789abcdef0123456789abcdef/")]
    [TestCase("//")]
    public async Task Without_the_token_nothing_is(string path) =>
        Assert.That(await _client.Status($"http://127.0.0.1:{_client.Url.Port}{path}"), Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task A_part_of_the_token_does_not_do()
    {
        var token = _client.Url.AbsolutePath.Trim('/');
        Assert.That(await _client.Status($"/{token[..^1]}/"), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _client.Status($"/{token}0/"), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void Tokens_are_random_and_long()
    {
        using var other = new PageClient(new LiveLogger("run"));
        var (one, two) = (_client.Url.AbsolutePath.Trim('/'), other.Url.AbsolutePath.Trim('/'));
        Assert.That(one, Has.Length.EqualTo(32).And.Not.EqualTo(two));
    }

    [Test]
    public async Task The_slash_behind_the_token_is_added()
    {
        using var response = await _client.Send(_client.Url.AbsolutePath.TrimEnd('/'));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo(_client.Url.AbsolutePath));
    }

    [TestCase("evil.example", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1.evil.example:PORT", HttpStatusCode.Forbidden)]
    [TestCase("localhost", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:1", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:PORT", HttpStatusCode.OK)]
    [TestCase("localhost:PORT", HttpStatusCode.OK)]
    public async Task Only_this_machine_s_names_are_hosts(string host, HttpStatusCode expected) => Assert.That(
        await _client.Status("", request => request.Headers.Host = host.Replace("PORT", $"{_client.Url.Port}")), Is.EqualTo(expected));

    [TestCase("https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("null", HttpStatusCode.Forbidden)]
    [TestCase("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [TestCase("https://127.0.0.1:PORT", HttpStatusCode.Forbidden)]
    [TestCase("http://127.0.0.1:PORT", HttpStatusCode.OK)]
    [TestCase("http://localhost:PORT", HttpStatusCode.OK)]
    public async Task Other_sites_are_refused(string origin, HttpStatusCode expected) => Assert.That(
        await _client.Status("page.js", request => request.Headers.Add("Origin", origin.Replace("PORT", $"{_client.Url.Port}"))),
        Is.EqualTo(expected));

    [Test]
    public async Task Another_site_cannot_close_the_page()
    {
        var status = await _client.Status("close", request => request.Headers.Add("Origin", "https://evil.example"), HttpMethod.Post);
        Assert.That(status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("POST", "")]
    [TestCase("DELETE", "panels/1/chart")]
    [TestCase("PUT", "close")]
    [TestCase("OPTIONS", "events")]
    public async Task Other_methods_are_refused(string method, string path) =>
        Assert.That(await _client.Status(path, method: new HttpMethod(method)), Is.EqualTo(HttpStatusCode.MethodNotAllowed));

    [TestCase("nothing")]
    [TestCase("panels")]
    [TestCase("panels/7/chart")]
    [TestCase("panels/x/chart")]
    [TestCase("../page.js")]
    [TestCase("close")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.That(await _client.Status(path), Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Every_answer_forbids_what_the_page_does_not_need()
    {
        foreach (var path in (string[])["", "page.css", "/"])
        {
            using var response = await _client.Send(path);
            var headers = response.Headers.ToDictionary(
                header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            Assert.Multiple(() =>
            {
                Assert.That(headers["Content-Security-Policy"], Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self';"));
                Assert.That(headers["Content-Security-Policy"], Does.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
                Assert.That(headers["X-Content-Type-Options"], Is.EqualTo("nosniff"));
                Assert.That(headers["Referrer-Policy"], Is.EqualTo("no-referrer"));
                Assert.That(headers["Cross-Origin-Resource-Policy"], Is.EqualTo("same-origin"));
                Assert.That(headers["Cache-Control"], Does.Contain("no-store"));
                Assert.That(headers, Does.Not.ContainKey("Access-Control-Allow-Origin").And.Not.ContainKey("Server"));
            });
        }
    }

    [Test]
    public void Only_the_loopback_address_listens()
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == _client.Url.Port);
        Assert.That(listeners.Select(end => end.Address), Is.EqualTo((IPAddress[])[IPAddress.Loopback]));
    }
}
