using Autograd.Plotting;

namespace Autograd.Live;

/// <summary>
/// A <see cref="LiveLogger"/> that is drawn while it records, by the viewers attached to it: the terminal, the page.
/// </summary>
/// <remarks>
/// Viewers draw on threads of their own and never in a call that records. noggin's <c>create_plot</c> is this
/// constructor, and its <c>plot_logger</c> is <see cref="FromLogger"/>.
/// </remarks>
public partial class LivePlot : LiveLogger
{
    private readonly Dictionary<string, (string? Train, string? Test)> _colors = [];

    /// <summary>Begins a run that is drawn.</summary>
    /// <param name="metrics">The names of the metrics to draw, in this order; if there is none, all.</param>
    /// <param name="maxFractionSpentPlotting">See <see cref="MaxFractionSpentPlotting"/>.</param>
    /// <param name="lastNBatches">See <see cref="LastNBatches"/>.</param>
    /// <param name="nRows">The rows of the grid of charts; more are added where the metrics need them.</param>
    /// <param name="nCols">The columns of the grid of charts.</param>
    /// <param name="figSize">See <see cref="FigSize"/>.</param>
    /// <param name="name">The name under which viewers show the run.</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another argument is out of its range.</exception>
    public LivePlot(
        IEnumerable<string>? metrics = null, double maxFractionSpentPlotting = 0.05, int? lastNBatches = null, int nRows = 1, int nCols = 1,
        (double Width, double Height)? figSize = null, string? name = null)
        : base(name)
    {
        string[] names = [.. metrics ?? []];
        foreach (var group in names.GroupBy(metric => metric))
        {
            if (string.IsNullOrEmpty(group.Key)) throw new ArgumentException("LivePlot: the name of a metric is empty", nameof(metrics));
            if (group.Count() > 1)
                throw new ArgumentException($"LivePlot: metric \"{group.Key}\" is given {group.Count()} times; give each once", nameof(metrics));
        }

        if (nRows < 1) throw new ArgumentOutOfRangeException(nameof(nRows), $"LivePlot: nRows is {nRows}; it must be at least 1");
        if (nCols < 1) throw new ArgumentOutOfRangeException(nameof(nCols), $"LivePlot: nCols is {nCols}; it must be at least 1");
        Metrics = names;
        (NRows, NCols) = (Math.Max(nRows, (names.Length + nCols - 1) / nCols), nCols);
        MaxFractionSpentPlotting = maxFractionSpentPlotting;
        LastNBatches = lastNBatches;
        FigSize = figSize;
    }

    /// <summary>The names of the metrics that are drawn; all are if there is none here. All are recorded.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>The rows of the grid of charts.</summary>
    public int NRows { get; }

    /// <summary>The columns of the grid of charts.</summary>
    public int NCols { get; }

    /// <summary>
    /// The greatest part of one core's time that each viewer may spend on drawing, from 0 (nothing is drawn before
    /// <see cref="Plot"/>) to 1. After a drawing that took t, a viewer waits for t·(1 - f)/f.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in [0, 1].</exception>
    public double MaxFractionSpentPlotting
    {
        get;
        set => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), FormattableString.Invariant($"MaxFractionSpentPlotting: {value} is not in [0, 1]"));
    }

    /// <summary>How many of the latest batches are drawn; all if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? LastNBatches
    {
        get;
        set => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"LastNBatches: {value} is not positive; use null for all batches");
    }

    /// <summary>
    /// The size of a drawing in inches, where a viewer has no size of its own. If null the viewer chooses; a figure of
    /// <see cref="PlotObjects"/> then grows with its grid.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not a positive finite number.</exception>
    public (double Width, double Height)? FigSize
    {
        get;
        set => field = value is null or ( > 0 and < double.PositiveInfinity, > 0 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), FormattableString.Invariant($"FigSize: {value} must be two positive numbers of inches"));
    }

    /// <summary>
    /// The colours of metrics, for training and for tests, as "#rrggbb"; null for one that the viewer chooses.
    /// </summary>
    public IReadOnlyDictionary<string, (string? Train, string? Test)> MetricColors
    {
        get
        {
            lock (_colors) return new Dictionary<string, (string? Train, string? Test)>(_colors);
        }
    }

    /// <summary>
    /// Sets the colours of a metric: a name of Autograd.Plotting's (<c>"red"</c>, <c>"tab:blue"</c>, <c>"C0"</c>,
    /// <c>"#rrggbb"</c>), or null for one that the viewer chooses.
    /// </summary>
    /// <exception cref="ArgumentException">A text names no colour.</exception>
    public void SetMetricColors(string name, string? train, string? test = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var colors = (HexOf(train), HexOf(test));
        lock (_colors) _colors[name] = colors;
    }

    /// <summary>A colour as every viewer knows it.</summary>
    private static string? HexOf(string? color)
    {
        if (color is null || (color is ['#', .. var digits] && digits.Length == 6 && digits.All(char.IsAsciiHexDigit))) return color;
        var parsed = ColorSpec.Parse(color, Style.Default.Cycle, nameof(SetMetricColors));
        return $"#{parsed.R:x2}{parsed.G:x2}{parsed.B:x2}";
    }

    /// <summary>
    /// What to tell of metrics that are to be drawn and were never recorded, as when a name is misspelt; null if there
    /// are none, or nothing was recorded yet.
    /// </summary>
    internal string? MissingMetrics
    {
        get
        {
            if (Metrics.Count == 0 || NumTrainBatch + NumTestBatch == 0) return null;
            string[] recorded = [.. TrainMetrics.Keys.Union(TestMetrics.Keys)];
            string[] missing = [.. Metrics.Except(recorded)];
            return missing.Length == 0 ? null : $"not recorded so far: {string.Join(", ", missing)}; recorded: {string.Join(", ", recorded)}";
        }
    }

    /// <summary>Lets every viewer draw what is new now; for the end of a loop, not for each of its steps.</summary>
    public void Plot()
    {
        foreach (var viewer in Viewers) viewer.Refresh();
    }

    /// <summary>A plot that goes on where a logger stands, with what it has recorded.</summary>
    /// <param name="logger">The logger, which is not changed.</param>
    /// <param name="lastNBatches">See <see cref="LastNBatches"/>.</param>
    /// <param name="nRows">The rows of the grid of charts.</param>
    /// <param name="nCols">The columns of the grid of charts.</param>
    /// <param name="figSize">See <see cref="FigSize"/>.</param>
    public static LivePlot FromLogger(
        LiveLogger logger, int? lastNBatches = null, int nRows = 1, int nCols = 1, (double Width, double Height)? figSize = null)
    {
        ArgumentNullException.ThrowIfNull(logger);
        var metrics = logger.TrainMetrics.Keys.Union(logger.TestMetrics.Keys);
        var plot = new LivePlot(metrics, lastNBatches: lastNBatches, nRows: nRows, nCols: nCols, figSize: figSize, name: logger.Name);
        logger.CopyTo(plot);
        return plot;
    }
}
