using System.Diagnostics;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace Autograd.Live;

/// <summary>
/// Shows a run in the terminal: charts of the metrics, their latest values, the rate. Where the output is no terminal
/// (redirected, CI), it prints a line for each epoch instead, at most one a second, and without epochs one every ten
/// seconds.
/// </summary>
/// <remarks>
/// It draws on a thread of its own, at most five times a second, and spends no greater part of its time on that than
/// <see cref="LivePlot.MaxFractionSpentPlotting"/> says. What the program prints meanwhile disturbs the picture until it
/// is next drawn: use <see cref="LiveLogger.Print"/>.
/// </remarks>
/// <example><code>
/// using var plot = new LivePlot(["loss", "accuracy"]);
/// plot.Attach(new TerminalViewer());
/// </code></example>
public sealed class TerminalViewer : IRunViewer
{
    private static readonly TimeSpan _shortestInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _lineInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _lineIntervalWithoutEpochs = TimeSpan.FromSeconds(10);
    private readonly IAnsiConsole _console;
    private readonly bool _isLive;
    private readonly TimeProvider _clock;
    private readonly object _serving = new();
    private readonly AutoResetEvent _wake = new(false);
    private Thread? _thread;
    private LiveLogger? _run;
    private RunScreen? _screen;
    private long _asked;
    private long _served;
    private bool _isStopping;
    private long _shownVersion = -1;
    private int _shownEpochs;
    private long _shownAt;

    /// <summary>Makes a viewer.</summary>
    /// <param name="console">The console; the program's own, if null.</param>
    public TerminalViewer(IAnsiConsole? console = null)
        : this(console ?? AnsiConsole.Console, null, TimeProvider.System)
    {
    }

    internal TerminalViewer(IAnsiConsole console, bool? isLive, TimeProvider clock)
    {
        (_console, _clock) = (console, clock);
        _isLive = isLive ?? (console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true }
            && Environment.GetEnvironmentVariable("CI") is null or "");
        _shownAt = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The viewer follows a run already.</exception>
    public void Open(LiveLogger run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_thread is not null) throw new InvalidOperationException("Open: the viewer follows a run already; make another viewer");
        (_run, _screen) = (run, new RunScreen(run, _clock));
        _thread = new Thread(Work) { IsBackground = true, Name = "TerminalViewer" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        if (_thread is null) return;
        lock (_serving)
        {
            var ticket = ++_asked;
            _wake.Set();
            while (_served < ticket && !_isStopping) Monitor.Wait(_serving);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_thread is null) return;
        lock (_serving) _isStopping = true;
        _wake.Set();
        _thread.Join();
    }

    private void Work()
    {
        try
        {
            if (_isLive) Live();
            else Serve(PrintLine);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or NotSupportedException)
        {
            // A terminal that has gone away must not end the training.
            Debug.WriteLine(e);
        }
        finally
        {
            lock (_serving)
            {
                _isStopping = true;
                Monitor.PulseAll(_serving);
            }
        }
    }

    private void Live()
    {
        // While the picture is live the cursor is hidden; a program that is interrupted gives it back.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _console.Cursor.Show());
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _console.Cursor.Show());
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        _console.Live(new Text("")).Overflow(VerticalOverflow.Crop).Start(context => Serve(() => Draw(context)));
        AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
    }

    private void ShowCursor(object? sender, EventArgs e) => _console.Cursor.Show();

    private void Serve(Action show)
    {
        var pause = _shortestInterval;
        while (true)
        {
            _wake.WaitOne(pause);
            long asked;
            bool isStopping;
            lock (_serving) (asked, isStopping) = (_asked, _isStopping);
            var fraction = (_run as LivePlot)?.MaxFractionSpentPlotting ?? 0.05;
            var start = Stopwatch.GetTimestamp();
            if (isStopping || asked > _served || fraction > 0) show();
            var spent = Stopwatch.GetElapsedTime(start);
            pause = fraction is > 0 and < 1 ? TimeSpan.FromTicks(Math.Max(_shortestInterval.Ticks, (long)(spent.Ticks * (1 - fraction) / fraction)))
                : _shortestInterval;
            lock (_serving)
            {
                _served = asked;
                Monitor.PulseAll(_serving);
            }

            if (isStopping) return;
        }
    }

    private void Draw(LiveDisplayContext context)
    {
        // The time and the rate go on while nothing is recorded, so it is drawn every second all the same.
        var version = _run!.Version;
        if (version == _shownVersion && _clock.GetElapsedTime(_shownAt) < _lineInterval) return;
        (_shownVersion, _shownAt) = (version, _clock.GetTimestamp());
        context.UpdateTarget(_screen!.Render(_console.Profile.Width, _console.Profile.Height - 1));
    }

    private void PrintLine()
    {
        var (version, epochs) = (_run!.Version, _run.NumTrainEpoch + _run.NumTestEpoch);
        if (version == _shownVersion || version == 0) return;
        var elapsed = _clock.GetElapsedTime(_shownAt);
        bool isAsked;
        lock (_serving) isAsked = _asked > _served || _isStopping;
        if (!isAsked && !(epochs > _shownEpochs && elapsed >= _lineInterval) && elapsed < _lineIntervalWithoutEpochs) return;
        // A run that ends says so by its version alone, which is no news for a line.
        if (_isStopping && _shownVersion == version - 1) return;
        (_shownVersion, _shownEpochs, _shownAt) = (version, epochs, _clock.GetTimestamp());
        // Past the console, which would break the line at the width that it assumes for a file.
        _console.Profile.Out.Writer.WriteLine(_screen!.Line());
    }
}
