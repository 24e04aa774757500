using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Autograd.Live.Tests.Page;

/// <summary>A page that is served to a test, and what a browser would ask of it.</summary>
internal sealed class PageClient : IDisposable
{
    // A stream that a test leaves is to end at once, not to be read to its end.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ResponseDrainTimeout = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromMinutes(1),
    };

    public PageClient(params LiveLogger[] runs)
        : this(new LivePageOptions { Port = 0, RefreshInterval = TimeSpan.FromHours(1), Output = TextWriter.Null }, runs)
    {
    }

    public PageClient(LivePageOptions options, params LiveLogger[] runs)
    {
        Page = LivePage.Start(options, runs);
        Assert.That(Page.Url, Is.Not.Null, $"{Page.Error}");
        _http.BaseAddress = Page.Url;
    }

    public LivePage Page { get; }

    public Uri Url => Page.Url!;

    public Task<HttpResponseMessage> Send(string path, Action<HttpRequestMessage>? change = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        change?.Invoke(request);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<HttpStatusCode> Status(string path, Action<HttpRequestMessage>? change = null, HttpMethod? method = null)
    {
        using var response = await Send(path, change, method);
        return response.StatusCode;
    }

    public async Task<string> Get(string path)
    {
        using var response = await Send(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text;
    }

    public async Task<JsonElement> Json(string path) => JsonDocument.Parse(await Get(path)).RootElement;

    /// <summary>
    /// The events after <paramref name="lastEventId"/>, up to and including the first for which <paramref name="isLast"/>
    /// holds.
    /// </summary>
    public async Task<List<SseItem<string>>> Events(Func<SseItem<string>, bool> isLast, string? lastEventId = null, bool byQuery = false)
    {
        using var response = await Send(
            byQuery ? $"events?last={lastEventId}" : "events",
            request =>
            {
                if (lastEventId is not null && !byQuery) request.Headers.Add("Last-Event-ID", lastEventId);
            });
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        List<SseItem<string>> events = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(item);
            if (isLast(item)) return events;
        }

        Assert.Fail($"The stream ended after {events.Count} events.");
        return events;
    }

    /// <summary>The panel of a title, as the page learns of it.</summary>
    public async Task<JsonElement> Panel(string title)
    {
        var text = $"\"title\":{JsonSerializer.Serialize(title)}";
        var events = await Events(item => item.EventType == "panel" && item.Data.Contains(text, StringComparison.Ordinal));
        return JsonDocument.Parse(events[^1].Data).RootElement;
    }

    public void Dispose()
    {
        Page.Dispose();
        _http.Dispose();
    }
}
