namespace Autograd.Live;

/// <summary>A panel whose content comes as a whole: the latest entry of its tag.</summary>
internal sealed class EntryPanel(int id, string section, string kind, string title) : Panel(id, section, kind, title)
{
    private RunEntry? _entry;

    public override long Version => Volatile.Read(ref _entry)?.Version ?? 0;

    public void Set(RunEntry entry) => Volatile.Write(ref _entry, entry);

    public override PanelState State()
    {
        var entry = Volatile.Read(ref _entry);
        var state = base.State() with { Version = entry?.Version ?? 0 };
        return entry switch
        {
            TextEntry text => state with { Text = text.Text },
            TableEntry table => state with { Table = new TableContent(table.Columns, table.Rows) },
            _ => state with { Text = Title, Wide = Section == "model" },
        };
    }

    /// <summary>The picture; null if the entry is none.</summary>
    public (string MediaType, ReadOnlyMemory<byte> Data)? Image =>
        Volatile.Read(ref _entry) is FigureEntry figure ? (figure.MediaType, figure.Data) : null;
}
