namespace Autograd.Live;

/// <summary>Text that is replaced as a whole.</summary>
internal sealed class TextPanel(int id, string section, string title) : Panel(id, section, "text", title)
{
    private (long Version, string Text) _content = (0, "");

    public override long Version => _content.Version;

    public void Set(string text) => _content = (_content.Version + 1, text);

    public override PanelState State() => base.State() with { Version = _content.Version, Text = _content.Text };
}

/// <summary>A table that is replaced as a whole.</summary>
internal sealed class TablePanel(int id, string section, string title) : Panel(id, section, "table", title)
{
    private (long Version, TableContent Table) _content = (0, new TableContent([], []));

    public override long Version => _content.Version;

    public void Set(TableContent table) => _content = (_content.Version + 1, table);

    public override PanelState State() => base.State() with { Version = _content.Version, Table = _content.Table };
}

/// <summary>A picture that the script drew; the page loads it as an image of its own.</summary>
internal sealed class ImagePanel(int id, string section, string title) : Panel(id, section, "image", title)
{
    private (long Version, string Svg, string Description) _content = (0, "", title);

    public override long Version => _content.Version;

    public string Svg => _content.Svg;

    public void Set(string svg, string description) => _content = (_content.Version + 1, svg, description);

    public override PanelState State() => base.State() with { Version = _content.Version, Text = _content.Description };
}
