using System.Text;

namespace Autograd;

/// <summary>
/// The bars that are shown at one time, each on a line, an inner loop's below the outer's. In a terminal the lines are
/// overwritten, and the cursor rests behind the last. Elsewhere all bars are printed as lines after 1, 2, 4, … seconds
/// and then every ten minutes, and once more at their end.
/// </summary>
internal sealed class ProgressScreen(ProgressTerminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly List<ProgressBar> _bars = [];

    // The columns of the lines that are on the screen now.
    private readonly List<int> _shown = [];
    private ITimer? _timer;
    private IDisposable? _exit;
    private bool _isInteractive;

    // Of lines that are not overwritten: when the first bar began, when the next line is due, the pause after it.
    private long _start;
    private TimeSpan _next;
    private TimeSpan _pause;
    private string? _printed;

    public static ProgressScreen Default { get; } = new(new ProgressTerminal.Standard(), TimeProvider.System);

    public TimeProvider Clock => clock;

    public bool HasBars
    {
        get
        {
            lock (_lock) return _bars.Count > 0;
        }
    }

    /// <summary>
    /// True if a bar is shown that has not come to its end: one that reached its total and was never disposed of is no
    /// outer loop of what begins after it.
    /// </summary>
    public bool HasUnfinishedBars
    {
        get
        {
            lock (_lock) return _bars.Exists(bar => bar.Total is not > 0 || bar.N < bar.Total);
        }
    }

    public void Open(ProgressBar bar)
    {
        lock (_lock)
        {
            if (_bars.Count == 0) Begin();
            _bars.Add(bar);
            if (_isInteractive) Paint([]);
        }
    }

    /// <summary>Removes a bar; its last line remains, above the bars that are left, or vanishes.</summary>
    public void Close(ProgressBar bar)
    {
        lock (_lock)
        {
            if (!_bars.Remove(bar)) return;
            if (_isInteractive) Paint(bar.Leaves ? [bar.Line(terminal.Width, terminal.IsUnicode)] : []);
            else if (bar.Leaves) Print(bar);
            if (_bars.Count == 0) End();
        }
    }

    /// <summary>Draws all bars: an outer loop's time goes on while the inner one runs.</summary>
    public void Draw()
    {
        lock (_lock)
        {
            if (_isInteractive)
            {
                Paint([]);
            }
            else if (clock.GetElapsedTime(_start) is var elapsed && elapsed >= _next)
            {
                foreach (var bar in _bars) Print(bar);
                _pause = _pause * 2 < _longestPause ? _pause * 2 : _longestPause;
                _next = elapsed + _pause;
            }
        }
    }

    /// <summary>Prints text to the standard output, above the bars.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            var isCovered = _shown.Count > 0;
            if (isCovered) Erase();
            terminal.Output.WriteLine(text);
            if (!isCovered) return;
            terminal.Output.Flush();
            Paint([]);
        }
    }

    private void Begin()
    {
        _isInteractive = terminal.IsInteractive;
        (_start, _next, _pause, _printed) = (clock.GetTimestamp(), _firstPause, _firstPause, null);
        _timer = clock.CreateTimer(static screen => ((ProgressScreen)screen!).MakeDue(), this, _interval, _interval);
        _exit = terminal.OnExit(Abandon);
    }

    private void End()
    {
        _timer?.Dispose();
        _exit?.Dispose();
        (_timer, _exit) = (null, null);
    }

    private void MakeDue()
    {
        lock (_lock)
        {
            foreach (var bar in _bars) bar.MakeDue();
        }
    }

    /// <summary>
    /// Leaves the bars' lines as they are, so that what follows begins on a line of its own; where lines are not
    /// overwritten it prints the last ones.
    /// </summary>
    private void Abandon(bool isEnd)
    {
        lock (_lock)
        {
            if (!_isInteractive) PrintLast();

            // The runtime may dispose of the loops' enumerators after it has reported the exception.
            if (isEnd)
            {
                _bars.Clear();
                End();
            }

            if (_shown.Count == 0) return;
            _shown.Clear();
            terminal.Bars.WriteLine();
            terminal.Bars.Flush();
        }
    }

    private void PrintLast()
    {
        foreach (var bar in _bars)
        {
            try
            {
                Print(bar);
            }
            catch (Exception e) when (e is InvalidCastException or NullReferenceException)
            {
                // A signal comes on a thread of its own, which may find a metric half written. The other bars are printed.
            }
        }
    }

    private void Print(ProgressBar bar)
    {
        var line = bar.Line(null, isUnicode: false);
        if (line == _printed) return;
        _printed = line;
        terminal.Bars.WriteLine(line);
        terminal.Bars.Flush();
    }

    private void Paint(string[] remaining)
    {
        var width = terminal.Width;
        string[] lines = [.. remaining, .. _bars.Select(bar => bar.Line(width, terminal.IsUnicode))];
        var text = ToTop();
        for (var i = 0; i < Math.Max(lines.Length, _shown.Count); i++)
        {
            if (i > 0) text.Append('\n');
            AppendOver(text, i < lines.Length ? lines[i] : "", i < _shown.Count ? _shown[i] : 0);
        }

        var surplus = _shown.Count - lines.Length;
        _shown.Clear();
        _shown.AddRange(lines.Skip(remaining.Length).Select(DisplayWidth.Of));

        // The cursor goes up from the lines that became empty: to the end of the last bar, or to the first empty line.
        if (surplus > 0)
        {
            text.Append('\r');
            AppendUp(text, _bars.Count > 0 ? surplus : surplus - 1);
            if (_bars.Count > 0) text.Append(lines[^1]);
        }
        else if (_bars.Count == 0 && lines.Length > 0)
        {
            text.Append('\n');
        }

        Send(text);
    }

    /// <summary>Empties the bars' lines and goes to the first.</summary>
    private void Erase()
    {
        var text = ToTop();
        for (var i = 0; i < _shown.Count; i++)
        {
            if (i > 0) text.Append('\n');
            AppendOver(text, "", _shown[i]);
        }

        text.Append('\r');
        AppendUp(text, _shown.Count - 1);
        _shown.Clear();
        Send(text);
    }

    private StringBuilder ToTop()
    {
        var text = new StringBuilder("\r");
        AppendUp(text, _shown.Count - 1);
        return text;
    }

    // Blanks and steps back, since not every terminal knows more than that; the only escape sequence is the one that goes up,
    // which a single bar does not need.
    private static void AppendOver(StringBuilder text, string line, int former)
    {
        text.Append(line);
        var rest = Math.Max(former - DisplayWidth.Of(line), 0);
        text.Append(' ', rest).Append('\b', rest);
    }

    private static void AppendUp(StringBuilder text, int lines)
    {
        if (lines > 0) text.Append("\u001b[").Append(lines).Append('A');
    }

    private void Send(StringBuilder text)
    {
        terminal.Bars.Write(text);
        terminal.Bars.Flush();
    }
}
