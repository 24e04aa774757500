namespace Autograd.Live;

/// <summary>A part of the page. Methods are called by several threads at once.</summary>
internal abstract class Panel(int id, string section, string kind, string title)
{
    public int Id => id;

    public string Section => section;

    public string Kind => kind;

    public string Title => title;

    /// <summary>Grows whenever the page would show something else.</summary>
    public abstract long Version { get; }

    /// <summary>What the page must know to show it.</summary>
    public virtual PanelState State() => new(Id, Section, Kind, Title, Version, [], []);
}

/// <summary>A panel that is drawn as the page asks for it.</summary>
internal abstract class ChartPanel(int id, string section, string title) : Panel(id, section, "chart", title)
{
    /// <summary>The chart as a view wants it.</summary>
    public abstract ChartImage Draw(ChartView view);

    /// <summary>What the chart shows, in words.</summary>
    public abstract string Describe(ChartView view);

    /// <summary>The values under a pointer; null if there are none.</summary>
    public abstract ValuesAt? At(ChartView view, double x, double y);

    /// <summary>The chart as a table.</summary>
    public abstract TableContent Table(ChartView view);
}
