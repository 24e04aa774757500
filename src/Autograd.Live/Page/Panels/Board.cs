using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using Autograd.Plotting;

namespace Autograd.Live;

/// <summary>
/// What the page shows: the runs, a panel for each of their metrics and entries, and the log of events through which
/// open pages learn of them.
/// </summary>
internal sealed class Board
{
    private const int MostFigures = 200;

    private readonly Lock _lock = new();
    private readonly Lock _refreshing = new();
    private readonly Dictionary<int, long> _published = [];
    private readonly Dictionary<string, Panel> _byKey = [];
    private readonly ConditionalWeakTable<Figure, object> _figures = [];
    private readonly Queue<string> _shownFigures = [];
    private long _figureCount;
    private long _figureVersion;
    private int _lastId;
    private Panel[] _panels = [];
    private PageRun[] _runs = [];
    private PageState _state;

    public Board(string title, EventLog events)
    {
        Events = events;
        _state = new PageState(title, Waiting: false, Ended: false);
        PublishState();
    }

    public EventLog Events { get; }

    public IReadOnlyList<PageRun> Runs => Volatile.Read(ref _runs);

    /// <summary>The part of a core's time that drawing may take: what the runs allow.</summary>
    public double DrawingFraction => Runs.Select(run => run.Run).OfType<LivePlot>().Select(plot => plot.MaxFractionSpentPlotting).Append(0.05).Min();

    /// <summary>Changes what holds for the page as a whole.</summary>
    public void Change(Func<PageState, PageState> change)
    {
        lock (_lock)
        {
            _state = change(_state);
            PublishState();
        }
    }

    public void Add(LiveLogger run)
    {
        lock (_lock)
        {
            if (Array.Exists(_runs, other => other.Run == run)) return;

            // Two runs of one name could not be told apart.
            var unique = run.Name;
            for (var number = 2; Array.Exists(_runs, other => other.Name == unique); number++) unique = $"{run.Name} ({number})";
            Volatile.Write(ref _runs, [.. _runs, new PageRun(run, unique, _runs.Length)]);
        }
    }

    /// <summary>Shows a figure; one that was shown before takes its old place. Of many the oldest go.</summary>
    public void Show(Figure figure)
    {
        var svg = Encoding.UTF8.GetBytes(figure.ToSvg());
        lock (_refreshing)
        {
            var key = $"figure/{_figures.GetValue(figure, _ => (object)++_figureCount)}";
            var title = figure.Title.Length > 0 ? figure.Title : $"Figure {_figureCount}";
            if (!_byKey.ContainsKey(key)) _shownFigures.Enqueue(key);
            Panel(key, id => new EntryPanel(id, "figures", "image", title)).Set(new FigureEntry(title, 0, ++_figureVersion, "image/svg+xml", svg));
            if (_shownFigures.Count > MostFigures) Remove(_shownFigures.Dequeue());
        }

        Refresh();
    }

    public Panel? Find(int id) => Array.Find(Volatile.Read(ref _panels), panel => panel.Id == id);

    /// <summary>Publishes what has changed. A panel that fails does not keep the others from it.</summary>
    public void Refresh()
    {
        Exception? failure = null;
        lock (_refreshing)
        {
            foreach (var run in Runs) Read(run);
            foreach (var panel in _panels)
            {
                try
                {
                    Publish(panel);
                }
                catch (Exception error)
                {
                    failure ??= error;
                }
            }
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    private void Publish(Panel panel)
    {
        if (_published.TryGetValue(panel.Id, out var version) && version == panel.Version) return;
        var state = panel.State();
        _published[panel.Id] = state.Version;
        Events.Publish($"panel/{panel.Id}", "panel", JsonSerializer.Serialize(state, PageJson.Default.PanelState));
    }

    // Makes panels for what is new in a run, and gives it to those that are there.
    private void Read(PageRun run)
    {
        var version = run.Run.Version;
        if (version == run.Seen) return;
        foreach (var metric in run.MetricNames()) Panel($"metric/{metric}", id => new MetricPanel(id, metric, () => Runs));
        ShowMissing(run, version);
        foreach (var entry in run.Run.EntriesSince(run.Seen)) Show(run, entry);
        foreach (var (number, text) in run.Run.PrintedLines)
        {
            if (number <= run.SeenLine) continue;
            Print(run, text);
            run.SeenLine = number;
        }

        run.Seen = version;
    }

    // A misspelt metric would leave the page empty without a word.
    private void ShowMissing(PageRun run, long version)
    {
        var missing = (run.Run as LivePlot)?.MissingMetrics;
        if (missing == run.Missing) return;
        run.Missing = missing;
        var key = $"{run.Index}/missing";
        if (missing is null) Remove(key);
        else Panel(key, id => new EntryPanel(id, "output", "text", Title(run, "Metrics"))).Set(new TextEntry("Metrics", 0, version, missing));
    }

    private void Show(PageRun run, RunEntry entry)
    {
        var title = Title(run, entry.Tag);
        var key = $"{run.Index}/{entry.GetType().Name}/{entry.Tag}";
        switch (entry)
        {
            case HistogramSeries series:
                var section = Section(series.Kind);
                if (series.Kind != HistogramKind.Values)
                    Panel($"{run.Index}/layers/{section}", id => new LayerPanel(id, section, Title(run, $"Size of {section} by layer")))
                        .Set(series, run.PlaceOf(series));
                Panel(key, id => new DistributionPanel(id, section, title, run.PlaceOf(series))).Set(series);
                break;
            case FigureEntry:
                var place = run.Run.Entries.Any(other => other is GraphEntry && other.Tag == entry.Tag) ? "model" : "figures";
                Panel(key, id => new EntryPanel(id, place, "image", title)).Set(entry);
                break;
            case GraphEntry:
                // Its picture is an entry of its own.
                break;
            case TableEntry:
                Panel(key, id => new EntryPanel(id, "output", "table", title)).Set(entry);
                break;
            case TextEntry:
                Panel(key, id => new EntryPanel(id, "output", "text", title)).Set(entry);
                break;
        }
    }

    private void Print(PageRun run, string text)
    {
        // As many keys as lines are kept: a later line takes the place of the oldest.
        var slot = run.Printed++ % LiveLogger.PrintedLineCapacity;
        var line = Runs.Count > 1 ? $"{run.Name}: {text}" : text;
        Events.Publish($"line/{run.Index}/{slot}", "line", JsonSerializer.Serialize(new PrintedLine(line), PageJson.Default.PrintedLine));
    }

    private string Title(PageRun run, string title) => Runs.Count > 1 ? $"{title} ({run.Name})" : title;

    /// <summary>The panel of a key; it is made if there is none.</summary>
    internal TPanel Panel<TPanel>(string key, Func<int, TPanel> make) where TPanel : Panel
    {
        if (_byKey.TryGetValue(key, out var known)) return (TPanel)known;
        var panel = make(++_lastId);
        _byKey.Add(key, panel);
        Volatile.Write(ref _panels, [.. _panels, panel]);
        return panel;
    }

    private void Remove(string key)
    {
        if (!_byKey.Remove(key, out var panel)) return;
        Volatile.Write(ref _panels, Array.FindAll(_panels, other => other != panel));
        _published.Remove(panel.Id);
        Events.Forget($"panel/{panel.Id}");

        // As many keys as figures are kept, so that the log does not grow; a page that misses one shows a figure too many.
        Events.Publish($"remove/{panel.Id % MostFigures}", "remove", $"{panel.Id}");
    }

    private static string Section(HistogramKind kind) => kind switch
    {
        HistogramKind.Gradient => "gradients",
        HistogramKind.Activation => "activations",
        HistogramKind.Parameter => "parameters",
        _ => "histograms",
    };

    private void PublishState() => Events.Publish("state", "state", JsonSerializer.Serialize(_state, PageJson.Default.PageState));
}
