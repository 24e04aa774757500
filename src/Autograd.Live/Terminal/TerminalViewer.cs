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
/// is next drawn: use <see cref="LiveLogger.Print"/>, whose lines appear above the charts. If the program ends by an
/// exception that nobody catches, or by <c>Environment.Exit</c>, the last state is drawn first, and what is printed then
/// stands below it.
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

    // A thread that dies may hold what drawing waits for; its exception's text is worth more than the picture.
    private static readonly TimeSpan _patienceAtExit = TimeSpan.FromSeconds(2);
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
    private volatile bool _isAbandoned;
    private long _shownVersion = -1;
    private long _printedVersion;
    private (int TrainBatches, int TrainEpochs, int TestBatches, int TestEpochs) _shownCounts;
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
        // Spectre's Interactive says something of the input and of standard error too, which the picture does not need.
        _isLive = isLive ?? (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
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
        AppDomain.CurrentDomain.UnhandledException += Leave;
        AppDomain.CurrentDomain.ProcessExit += Leave;
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
        AppDomain.CurrentDomain.UnhandledException -= Leave;
        AppDomain.CurrentDomain.ProcessExit -= Leave;
        Stop();
        if (!_isAbandoned) _thread.Join();
    }

    /// <summary>
    /// Shows the last state and leaves the cursor below it, before the runtime prints an exception that nobody catches;
    /// nothing is drawn after it.
    /// </summary>
    internal void Leave(object? sender, EventArgs e)
    {
        if (_thread is null || Thread.CurrentThread == _thread) return;
        Stop();
        if (!_thread.Join(_patienceAtExit)) _isAbandoned = true;
    }

    private void Stop()
    {
        lock (_serving) _isStopping = true;
        _wake.Set();
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
        _console.Live(new Text("")).Overflow(VerticalOverflow.Crop).Start(context => Serve(() => Draw(context)));
    }

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
            if (!_isAbandoned && (isStopping || asked > _served || fraction > 0)) show();
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
        if (NewLines() is { Length: > 0 } lines) _console.Write(new LinesAbove(lines));
        context.UpdateTarget(_screen!.Render(_console.Profile.Width, _console.Profile.Height - 1));
    }

    /// <summary>The lines that <see cref="LiveLogger.Print"/> has added.</summary>
    private string[] NewLines()
    {
        (var lines, _printedVersion) = _run!.PrintedSince(_printedVersion);
        return lines;
    }

    private void PrintLine()
    {
        // Past the console, which would break the line at the width that it assumes for a file.
        var writer = _console.Profile.Out.Writer;
        foreach (var line in NewLines()) writer.WriteLine(line);

        // The line is new if its counts are: a printed line, a figure and the run's end change the version alone.
        var counts = (_run!.NumTrainBatch, _run.NumTrainEpoch, _run.NumTestBatch, _run.NumTestEpoch);
        if (counts == _shownCounts) return;
        var elapsed = _clock.GetElapsedTime(_shownAt);
        bool isAsked;
        lock (_serving) isAsked = _asked > _served || _isStopping;
        var hasEpoch = counts.NumTrainEpoch + counts.NumTestEpoch > _shownCounts.TrainEpochs + _shownCounts.TestEpochs;
        if (!isAsked && !(hasEpoch && elapsed >= _lineInterval) && elapsed < _lineIntervalWithoutEpochs) return;
        (_shownCounts, _shownAt) = (counts, _clock.GetTimestamp());
        writer.WriteLine(_screen!.Line());
    }
}
