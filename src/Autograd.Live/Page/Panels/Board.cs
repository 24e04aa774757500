using System.Text.Json;

namespace Autograd.Live;

/// <summary>
/// What the page shows: the panels, the runs that are compared, and the log of events through which pages learn of both.
/// </summary>
internal sealed class Board
{
    private const int MostLines = 1000;
    private const int MostImages = 200;

    private readonly Lock _lock = new();
    private readonly Lock _refreshing = new();
    private readonly List<Panel> _panels = [];
    private readonly Dictionary<int, long> _published = [];
    private readonly Queue<long> _lines = [];
    private PageRun[] _runs = [];
    private PageState _state;
    private int _lastId;
    private long _lastLine;

    public Board(string title, EventLog events)
    {
        Events = events;
        _state = new PageState(title, Waiting: false, Ended: false);
        PublishState();
    }

    public EventLog Events { get; }

    public IReadOnlyList<PageRun> Runs => Volatile.Read(ref _runs);

    /// <summary>Changes what holds for the page as a whole.</summary>
    public void Change(Func<PageState, PageState> change)
    {
        lock (_lock) _state = change(_state);
        PublishState();
    }

    /// <summary>The part of a core's time that drawing may take: what the runs allow.</summary>
    public double DrawingFraction => Runs.Select(run => run.Run).OfType<LivePlot>().Select(plot => plot.MaxFractionSpentPlotting).Append(0.05).Min();

    public void Add(LiveLogger run)
    {
        lock (_lock)
        {
            if (Array.Exists(_runs, other => other.Run == run)) return;

            // Two runs of one name could not be told apart.
            var unique = run.Name;
            for (var number = 2; Array.Exists(_runs, other => other.Name == unique); number++) unique = $"{run.Name} ({number})";
            _runs = [.. _runs, new PageRun(run, unique, _runs.Length)];
        }
    }

    public Panel? Find(int id)
    {
        lock (_lock) return _panels.Find(panel => panel.Id == id);
    }

    public void Print(string text)
    {
        long number, oldest;
        lock (_lock)
        {
            number = ++_lastLine;
            _lines.Enqueue(number);
            oldest = _lines.Count > MostLines ? _lines.Dequeue() : 0;
        }

        Events.Publish(LineKey(number), "line", JsonSerializer.Serialize(new PrintedLine(number, text), PageJson.Default.PrintedLine));
        if (oldest > 0) Events.Forget(LineKey(oldest));
    }

    public void SetText(string section, string title, string text) =>
        Set(section, title, id => new TextPanel(id, section, title), panel => panel.Set(text));

    public void SetTable(string section, string title, TableContent table) =>
        Set(section, title, id => new TablePanel(id, section, title), panel => panel.Set(table));

    public void SetImage(string section, string title, string svg, string description)
    {
        Set(section, title, id => new ImagePanel(id, section, title), panel => panel.Set(svg, description));
        Panel? oldest;
        lock (_lock)
        {
            oldest = _panels.Count(panel => panel is ImagePanel) > MostImages ? _panels.Find(panel => panel is ImagePanel) : null;
            if (oldest is not null) _panels.Remove(oldest);
        }

        if (oldest is null) return;

        // The keys are used again, so that a script that shows pictures without end does not fill the log.
        Events.Forget(PanelKey(oldest.Id));
        Events.Publish($"remove/{oldest.Id % MostImages}", "remove", $"{oldest.Id}");
    }

    /// <summary>Publishes the panels that have changed.</summary>
    public void Refresh()
    {
        lock (_refreshing)
        {
            Panel[] panels;
            lock (_lock)
            {
                foreach (var run in _runs) AddPanels(run);
                panels = [.. _panels];
            }

            foreach (var panel in panels)
            {
                if (_published.TryGetValue(panel.Id, out var version) && version == panel.Version) continue;
                var state = panel.State();
                _published[panel.Id] = state.Version;
                Events.Publish(PanelKey(panel.Id), "panel", JsonSerializer.Serialize(state, PageJson.Default.PanelState));
            }
        }
    }

    private static string PanelKey(int id) => $"panel/{id}";

    private static string LineKey(long number) => $"line/{number}";

    private void AddPanels(PageRun run)
    {
        foreach (var metric in run.MetricNames())
            if (!_panels.Exists(panel => panel is MetricPanel && panel.Title == metric))
                _panels.Add(new MetricPanel(++_lastId, metric, () => Runs));
    }

    private void Set<TPanel>(string section, string title, Func<int, TPanel> create, Action<TPanel> set) where TPanel : Panel
    {
        lock (_lock)
        {
            var panel = _panels.Find(panel => panel is TPanel && panel.Section == section && panel.Title == title) as TPanel;
            if (panel is null) _panels.Add(panel = create(++_lastId));
            set(panel);
        }

        Refresh();
    }

    private void PublishState() => Events.Publish("state", "state", JsonSerializer.Serialize(_state, PageJson.Default.PageState));
}
