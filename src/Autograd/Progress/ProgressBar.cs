namespace Autograd;

/// <summary>
/// A bar that a program moves by itself, for work that is no loop over a sequence; <c>tqdm(total=…)</c>. Loops have
/// <see cref="Progress.Range"/> and <see cref="Progress.Of"/>.
/// </summary>
/// <remarks>
/// A tick reads a flag that a timer sets ten times a second, and draws if it is set; so it costs a nanosecond or two,
/// however fast or slow the loop is. Lines are drawn on the thread that ticks. Use a bar from one thread at a time.
/// </remarks>
/// <example><code>
/// using var bar = new ProgressBar(total: bytes.Length, unit: "B");
/// while (…) bar.Update(read);
/// </code></example>
public class ProgressBar : IDisposable
{
    private readonly ProgressScreen _screen;
    private readonly bool? _leave;
    private readonly ProgressMetrics _metrics = new();
    private ProgressRate _rate;
    private long _n;
    private bool _isOpen;

    // Set by the screen's timer, and by what must be shown at the next tick.
    private volatile bool _isDue;

    /// <summary>Shows a bar; disposing of it ends it.</summary>
    /// <param name="total">What <see cref="N"/> will be at the end; null if it is unknown.</param>
    /// <param name="description">A text before the bar.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="leave">
    /// Whether the bar's last state remains on the screen. If null, it does unless an unfinished bar is shown at its start.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public ProgressBar(long? total = null, string? description = null, string unit = "it", bool? leave = null)
        : this(ProgressScreen.Default, CheckTotal(nameof(ProgressBar), total), description, NotNull(unit), leave) => Open();

    private protected ProgressBar(ProgressScreen screen, long? total, string? description, string unit, bool? leave)
    {
        _screen = screen;
        _leave = leave;
        (Total, Description, Unit) = (total, description, unit);
    }

    /// <summary>A bar on a screen of the caller's.</summary>
    internal static ProgressBar On(ProgressScreen screen, long? total = null, string? description = null, string unit = "it", bool? leave = null)
    {
        var bar = new ProgressBar(screen, total, description, unit, leave);
        bar.Open();
        return bar;
    }

    /// <summary>How many are done.</summary>
    public long N => _n;

    /// <summary>How many there are in all; null if it is unknown.</summary>
    public long? Total { get; }

    /// <summary>What is counted: <c>it</c>, iterations, unless something else was given.</summary>
    public string Unit { get; }

    /// <summary>The text before the bar; a new one is shown when the line is drawn the next time.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Shows a tensor of one element as a metric, <c>name=value</c>, behind the bar, in the place of the metric of that
    /// name if there is one.
    /// </summary>
    /// <remarks>
    /// The element is read when a line is drawn, ten times a second and not at every pass. A tensor that is written in
    /// place after the call shows what it holds then. The bar keeps the memory of the last value and not the graph that
    /// computed it, and lets go of it when it ends.
    /// </remarks>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">A tensor of one element, of any shape and type.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> has another number of elements.</exception>
    public void Set(string name, Tensor value)
    {
        NotNull(name);
        if (NotNull(value).Numel != 1)
            throw new ArgumentException(
                $"Set: the metric \"{name}\" is a tensor of shape {value.Shape}, and a line has room for one number; pass its Mean(), say",
                nameof(value));
        _metrics.Set(name, value);
    }

    /// <summary>Shows a number as a metric, with three significant digits.</summary>
    /// <inheritdoc cref="Set(string, Tensor)"/>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">The number.</param>
    public void Set(string name, double value) => _metrics.Set(NotNull(name), value);

    /// <summary>Shows an integer as a metric.</summary>
    /// <inheritdoc cref="Set(string, double)"/>
    public void Set(string name, long value) => _metrics.Set(NotNull(name), value);

    /// <summary>Shows a text as a metric.</summary>
    /// <inheritdoc cref="Set(string, double)"/>
    public void Set(string name, string value) => _metrics.Set(NotNull(name), NotNull(value));

    /// <summary>Adds to <see cref="N"/>.</summary>
    public void Update(long n = 1)
    {
        _n += n;
        if (_isDue) Refresh();
    }

    /// <summary>Draws the line now, in a terminal; elsewhere if a line is due.</summary>
    public void Refresh()
    {
        _isDue = false;
        if (!_isOpen) return;
        _rate.Add(_screen.Clock, _screen.Clock.GetTimestamp(), _n);
        _screen.Draw();
    }

    /// <summary>Prints a line to the standard output; in a terminal it appears above the bars. <c>tqdm.write</c>.</summary>
    /// <param name="text">The line, or several.</param>
    public void Write(string text) => _screen.Write(NotNull(text));

    /// <summary>
    /// Ends the bar: its last state remains on the screen with the average rate, or its line is taken away.
    /// </summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    internal static long? CheckTotal(string method, long? total) => total is < 0
        ? throw new ArgumentOutOfRangeException(nameof(total), $"{method}: total is {total}; it must not be negative, and null if it is unknown")
        : total;

    internal bool Leaves { get; private set; }

    /// <summary>The line as it is now; <paramref name="width"/> is null where lines have no end and there is no bar.</summary>
    internal string Line(int? width, bool isUnicode)
    {
        var now = _screen.Clock.GetTimestamp();
        var elapsed = _rate.Elapsed(_screen.Clock, now);
        var rate = _isOpen ? _rate.Recent : _rate.Average(elapsed, _n);
        return new ProgressLine(Description, _n, Total, elapsed, rate, Unit, _metrics.ToString()).ToString(width, isUnicode);
    }

    internal void MakeDue() => _isDue = true;

    private protected void Open()
    {
        Close();
        _n = 0;
        _rate = new ProgressRate(_screen.Clock.GetTimestamp());
        _isOpen = true;
        Leaves = _leave ?? !_screen.HasUnfinishedBars;
        _screen.Open(this);
    }

    private protected void Close()
    {
        if (!_isOpen) return;
        _isOpen = false;
        _screen.Close(this);
        _metrics.Clear();
    }
}
