namespace Autograd.Live;

/// <summary>
/// Something besides metrics that a run shows under a tag: text, a table, a figure, a graph, histograms over time.
/// Entries do not change; a later one of the same kind and tag takes the place of an earlier one.
/// </summary>
public abstract class RunEntry
{
    private protected RunEntry(string tag, int step, long version) => (Tag, Step, Version) = (tag, step, version);

    /// <summary>The name under which it is shown; a slash groups, as in <c>samples/first</c>.</summary>
    public string Tag { get; }

    /// <summary>The number of training batches that had been recorded.</summary>
    public int Step { get; }

    /// <summary>The <see cref="LiveLogger.Version"/> of the run that it made.</summary>
    public long Version { get; }
}

/// <summary>Text of one or more lines.</summary>
public sealed class TextEntry : RunEntry
{
    internal TextEntry(string tag, int step, long version, string text)
        : base(tag, step, version) => Text = text;

    /// <summary>The text as it is: no markup.</summary>
    public string Text { get; }
}

/// <summary>A table of texts.</summary>
public sealed class TableEntry : RunEntry
{
    internal TableEntry(string tag, int step, long version, string[] columns, string[][] rows)
        : base(tag, step, version) => (Columns, Rows) = (columns, rows);

    /// <summary>The columns' titles.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, with a text for each column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }
}

/// <summary>A picture.</summary>
public sealed class FigureEntry : RunEntry
{
    internal FigureEntry(string tag, int step, long version, string mediaType, byte[] data)
        : base(tag, step, version) => (MediaType, Data) = (mediaType, data);

    /// <summary><c>image/svg+xml</c> or <c>image/png</c>.</summary>
    public string MediaType { get; }

    /// <summary>The file's content; SVG in UTF-8.</summary>
    public ReadOnlyMemory<byte> Data { get; }
}

/// <summary>The graph of a tensor, as <see cref="GraphPicture"/> describes it.</summary>
public sealed class GraphEntry : RunEntry
{
    internal GraphEntry(string tag, int step, long version, string mermaid, string dot)
        : base(tag, step, version) => (Mermaid, Dot) = (mermaid, dot);

    /// <summary>A Mermaid flowchart.</summary>
    public string Mermaid { get; }

    /// <summary>The same in Graphviz's language.</summary>
    public string Dot { get; }
}
