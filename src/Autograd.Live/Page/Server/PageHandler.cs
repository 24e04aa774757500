using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autograd.Live;

/// <summary>Answers the page's requests.</summary>
internal sealed class PageHandler
{
    private readonly RequestGuard _guard;
    private readonly Board _board;
    private readonly Action _close;

    // Charts are drawn one after the other, so that a page with many of them leaves the other cores to the training.
    private readonly SemaphoreSlim _drawing = new(1);

    /// <param name="guard">Decides who may ask.</param>
    /// <param name="board">What the page shows.</param>
    /// <param name="close">What the page's button Close does.</param>
    public PageHandler(RequestGuard guard, Board board, Action close) => (_guard, _board, _close) = (guard, board, close);

    /// <summary>The time that drawing took so far.</summary>
    public TimeSpan DrawingTime { get; private set; }

    /// <summary>Answers a request. What goes wrong is told to the page and to nobody else.</summary>
    public async Task Handle(HttpContext context)
    {
        if (_guard.Admit(context) is not { } path) return;
        try
        {
            await Route(context, path).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The page went away, or the server stops.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Send(context, "text/plain; charset=utf-8", error.Message).ConfigureAwait(false);
        }
    }

    private static Task Send(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task Send<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task SendBytes(HttpContext context, string type, ReadOnlyMemory<byte> content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    private Task Route(HttpContext context, string path)
    {
        var method = context.Request.Method;
        if (path == "close" && HttpMethods.IsPost(method)) return Close(context);
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)) return Refuse(context, StatusCodes.Status405MethodNotAllowed);
        if (Asset.Find(path) is { } asset)
        {
            if (asset.IsLasting) context.Response.Headers.CacheControl = "private, max-age=86400";
            return SendBytes(context, asset.ContentType, asset.Content);
        }

        if (path == "events") return Stream(context);
        if (path.Split('/') is not ["panels", var number, var what]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || _board.Find(id) is not { } panel)
            return Refuse(context, StatusCodes.Status404NotFound);

        if (panel is EntryPanel { Image: var (type, data) } && what == "image") return SendBytes(context, type, data);
        if (panel is not ChartPanel chart || what is not ("chart" or "values" or "table")) return Refuse(context, StatusCodes.Status404NotFound);
        if (ChartView.TryParse(context.Request.Query) is not { } view) return Refuse(context, StatusCodes.Status400BadRequest);
        return what switch
        {
            "chart" => SendChart(context, chart, view),
            "table" => Send(context, chart.Table(view), PageJson.Default.TableContent),
            _ => SendValues(context, chart, view),
        };
    }

    private Task Stream(HttpContext context)
    {
        // A browser that connects again by itself sends the header; the page's script, which cannot, the query.
        var last = context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? context.Request.Query["last"].FirstOrDefault();
        return SendEvents(context, last);
    }

    private async Task SendEvents(HttpContext context, string? last)
    {
        // Without this a server that stops would wait for its readers.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await TypedResults.ServerSentEvents(_board.Events.Read(last, end.Token)).ExecuteAsync(context).ConfigureAwait(false);
    }

    private async Task SendChart(HttpContext context, ChartPanel chart, ChartView view)
    {
        string svg;
        await _drawing.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            var start = TimeProvider.System.GetTimestamp();
            svg = chart.Draw(view).ToSvg(chart.Describe(view));
            DrawingTime += TimeProvider.System.GetElapsedTime(start);
        }
        finally
        {
            _drawing.Release();
        }

        await Send(context, "image/svg+xml", svg).ConfigureAwait(false);
    }

    private Task SendValues(HttpContext context, ChartPanel chart, ChartView view)
    {
        var culture = CultureInfo.InvariantCulture;
        if (!double.TryParse(context.Request.Query["x"], culture, out var x) || !double.TryParse(context.Request.Query["y"], culture, out var y))
            return Refuse(context, StatusCodes.Status400BadRequest);
        if (chart.At(view, x, y) is { } values) return Send(context, values, PageJson.Default.ValuesAt);
        return Refuse(context, StatusCodes.Status204NoContent);
    }

    private Task Close(HttpContext context)
    {
        _close();
        return Refuse(context, StatusCodes.Status204NoContent);
    }
}
