using System.Security.Cryptography;
using Autograd.Plotting;
using Microsoft.AspNetCore.Http;

namespace Autograd.Live;

/// <summary>
/// A page on 127.0.0.1 that follows runs while they train: metrics, figures, histograms, printed text and tables.
/// </summary>
/// <remarks>
/// The training loop never waits for the page: it records, and the page looks for what is new. Whatever goes wrong with
/// the page, the run goes on. The page ends with the process, or when it is disposed; <see cref="WaitForClose"/> keeps
/// it open. Any thread may call any member.
/// </remarks>
/// <example><code>
/// var run = new LiveLogger();
/// using var page = LivePage.Start(run);                 // prints its address
/// for (var step = 0; step &lt; 1000; step++) run.SetTrainBatch([("loss", Step())], batchSize: 32);
/// page.WaitForClose();                                  // the button on the page, or Ctrl-C
/// </code></example>
public sealed class LivePage : IRunViewer, IFigureViewer
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private readonly LivePageOptions _options;
    private readonly Board _board;
    private readonly PageServer? _server;
    private readonly PageHandler _handler;
    private readonly CancellationTokenSource _end = new();
    private readonly ManualResetEventSlim _closed = new();
    private readonly Task _following;
    private readonly IFigureViewer? _earlierViewer;
    private int _disposed;

    // What listens is an argument so that tests can let it fail.
    internal LivePage(LivePageOptions options, IEnumerable<LiveLogger> runs, Func<int, RequestDelegate, PageServer> listen)
    {
        _options = options;
        _board = new Board(options.Title, new EventLog(TimeSpan.FromSeconds(1)));
        foreach (var run in runs) Add(run);

        var token = options.Token ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        _handler = new PageHandler(new RequestGuard(token), _board, _closed.Set);
        try
        {
            _server = listen(options.Port, _handler.Handle);
            Url = new Uri($"http://127.0.0.1:{_server.Port}/{token}/");
            options.Output.WriteLine($"The run is shown at {Url}");
        }
        catch (Exception error)
        {
            Error = error;
            options.Output.WriteLine($"LivePage: the page cannot be shown ({error.Message}); the run goes on without it");
        }

        _earlierViewer = Figure.Viewer;
        if (_server is not null) Figure.Viewer = this;
        _following = _server is null ? Task.CompletedTask : Task.Run(Follow);
    }

    /// <summary>The page's address with its token; null if no port could be had.</summary>
    public Uri? Url { get; }

    /// <summary>Why the page does not work; null while it does.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Starts a page that shows <paramref name="runs"/>, each in colours of its own.</summary>
    /// <exception cref="ArgumentNullException">runs or one of them is null.</exception>
    public static LivePage Start(params IEnumerable<LiveLogger> runs) => Start(new LivePageOptions(), runs);

    /// <summary>Starts a page with settings of your own.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="ArgumentNullException">An argument or one of the runs is null.</exception>
    public static LivePage Start(LivePageOptions options, params IEnumerable<LiveLogger> runs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runs);
        options.Check();
        return new LivePage(options, runs, PageServer.Listen);
    }

    /// <summary>
    /// Shows another run over the others: one that trains, or a saved one. Its name stands in the legend; of equal names
    /// later ones get a number. A run that is there already is not added again.
    /// </summary>
    public void Add(LiveLogger run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _board.Add(run);
    }

    /// <summary>
    /// Shows a figure as it is now; <see cref="Figure.Show"/> and <c>Plt.Show</c> do it too while a page is open. A
    /// figure that was shown before takes its old place.
    /// </summary>
    public void Show(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (_server is not null) _board.Show(figure);
    }

    /// <summary>
    /// Waits until the reader closes the page by its button. Ctrl-C ends the process as always. Returns at once if the
    /// page does not work.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void WaitForClose(CancellationToken cancellation = default)
    {
        if (_server is null || Volatile.Read(ref _disposed) != 0) return;
        Refresh();
        _board.Change(state => state with { Waiting = true });
        _options.Output.WriteLine($"The page stays at {Url} until it is closed there, or by Ctrl-C here");
        try
        {
            _closed.Wait(cancellation);
        }
        finally
        {
            _board.Change(state => state with { Waiting = false });
        }
    }

    /// <summary>
    /// Shows now what is new, without waiting for the next look. Returns when it has been sent, not when it is seen.
    /// </summary>
    public void Refresh()
    {
        if (_server is null) return;
        try
        {
            _board.Refresh();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    /// <summary>
    /// Gives open pages the last values, at most three seconds long, and frees the port.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (Figure.Viewer == this) Figure.Viewer = _earlierViewer;
        _end.Cancel();
        _following.Wait();
        if (_server is null) return;

        Refresh();
        using var left = new ManualResetEventSlim();
        void Check()
        {
            if (_board.Events.Readers == 0) left.Set();
        }

        _board.Events.ReaderLeft += Check;
        _board.Change(state => state with { Ended = true });
        Check();
        left.Wait(s_farewell);
        _board.Events.ReaderLeft -= Check;
        _server.Dispose();
    }

    internal Board Board => _board;

    void IRunViewer.Open(LiveLogger run) => Add(run);

    // Looks for what is new, and less often if drawing takes more of the time than it may.
    private async Task Follow()
    {
        var drawn = TimeSpan.Zero;
        while (true)
        {
            Refresh();
            var drawing = _handler.DrawingTime - drawn;
            drawn += drawing;
            var pause = TimeSpan.FromSeconds(Math.Clamp(
                drawing.TotalSeconds * ((1 / Math.Max(_board.DrawingFraction, 1e-3)) - 1), _options.RefreshInterval.TotalSeconds, 3600));
            await Task.Delay(pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested) return;
        }
    }

    // Told once: the page looks again and again.
    private void Fail(Exception error)
    {
        if (Error is not null) return;
        Error = error;
        _options.Output.WriteLine($"LivePage: {error.Message}; the run goes on");
    }
}
