using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Autograd.NN;
using Autograd.Plotting;

namespace Autograd.Live;

public partial class LiveLogger
{
    /// <summary>The number of lines that <see cref="PrintedLines"/> keeps.</summary>
    public const int PrintedLineCapacity = 1000;

    // Written under the lock. It is read without: a thread that dies of an exception inside of the recorder holds the lock still
    // when the terminal shows the last state.
    private readonly ConcurrentQueue<(long Version, string Text)> _printed = new();
    private readonly OrderedDictionary<(Type Kind, string Tag), RunEntry> _entries = [];

    /// <summary>Everything besides metrics, in the order in which the tags first appeared.</summary>
    public IReadOnlyList<RunEntry> Entries
    {
        get
        {
            lock (_recording) return [.. _entries.Values];
        }
    }

    /// <summary>The entries that are newer than a <see cref="Version"/> of the run.</summary>
    public IReadOnlyList<RunEntry> EntriesSince(long version)
    {
        lock (_recording) return [.. _entries.Values.Where(entry => entry.Version > version)];
    }

    /// <summary>
    /// The latest lines that <see cref="Print"/> showed, with the <see cref="Version"/> of the run that each made.
    /// </summary>
    public IReadOnlyList<(long Version, string Text)> PrintedLines
    {
        get
        {
            lock (_recording) return [.. _printed];
        }
    }

    /// <summary>Entries and printed lines that are newer than a version, with the version up to which they go.</summary>
    internal (RunEntry[] Entries, string[] Lines, long Version) NewSince(long version)
    {
        lock (_recording)
        {
            return ([.. _entries.Values.Where(entry => entry.Version > version)],
                [.. _printed.Where(line => line.Version > version).Select(line => line.Text)], _version);
        }
    }

    /// <summary>Printed lines that are newer than a version, with the version of the last; it takes no lock.</summary>
    internal (string[] Lines, long Last) PrintedSince(long version)
    {
        (long Version, string Text)[] lines = [.. _printed.Where(line => line.Version > version)];
        return ([.. lines.Select(line => line.Text)], lines is [.., var (last, _)] ? last : version);
    }

    /// <summary>Shows a line of text below the earlier ones, as a console does; the last 1000 are kept.</summary>
    public void Print(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_recording)
        {
            ThrowIfEnded("Print");
            if (_printed.Count == PrintedLineCapacity) _printed.TryDequeue(out _);
            _printed.Enqueue((_version + 1, text));
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>Shows text under a tag, in place of the tag's earlier text.</summary>
    public void AddText(string tag, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Add("AddText", tag, (step, version) => new TextEntry(tag, step, version, text));
    }

    /// <summary>Shows a table under a tag, in place of the tag's earlier table.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="columns">The columns' titles.</param>
    /// <param name="rows">The rows; numbers are written as in C# code, null as nothing.</param>
    /// <exception cref="ArgumentException">A row has not as many cells as there are columns.</exception>
    public void AddTable(string tag, IEnumerable<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        string[] titles = [.. columns];
        string[][] cells = [.. rows.Select(row => row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").ToArray())];
        for (var i = 0; i < cells.Length; i++)
            if (cells[i].Length != titles.Length)
                throw new ArgumentException(
                    $"AddTable: row {i} of \"{tag}\" has {cells[i].Length} cells, and there are {titles.Length} columns", nameof(rows));
        Add("AddTable", tag, (step, version) => new TableEntry(tag, step, version, titles, cells));
    }

    /// <summary>Shows a picture under a tag, in place of the tag's earlier one.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="svg">The text of an SVG file.</param>
    /// <exception cref="ArgumentException">The text does not begin as an SVG file does, as a path does not.</exception>
    public void AddFigure(string tag, string svg)
    {
        ArgumentNullException.ThrowIfNull(svg);
        var start = svg.AsSpan().TrimStart('\ufeff').TrimStart();
        if (!start.StartsWith("<svg") && !start.StartsWith("<?xml") && !start.StartsWith("<!"))
            throw new ArgumentException(
                $"AddFigure: the text of \"{tag}\" is no SVG: it begins with \"{start[..Math.Min(40, start.Length)]}\"; "
                + "for a file pass File.ReadAllText(path) if it is SVG, File.ReadAllBytes(path) if it is PNG",
                nameof(svg));
        var data = Encoding.UTF8.GetBytes(svg);
        Add("AddFigure", tag, (step, version) => new FigureEntry(tag, step, version, "image/svg+xml", data));
    }

    /// <summary>Shows a picture under a tag, in place of the tag's earlier one.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="png">The content of a PNG file.</param>
    /// <exception cref="ArgumentException">The data do not begin as a PNG file does.</exception>
    public void AddFigure(string tag, ReadOnlyMemory<byte> png)
    {
        if (!png.Span.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            throw new ArgumentException($"AddFigure: the {png.Length} bytes of \"{tag}\" are no PNG file", nameof(png));
        var data = png.ToArray();
        Add("AddFigure", tag, (step, version) => new FigureEntry(tag, step, version, "image/png", data));
    }

    /// <summary>
    /// Shows a figure under a tag, in place of the tag's earlier picture; it is drawn at once, as SVG. A later
    /// <c>Plt.Show()</c> does not show it once more.
    /// </summary>
    public void AddFigure(string tag, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        AddFigure(tag, figure.ToSvg());
        Plt.MarkShown(figure);
    }

    /// <summary>Shows a plot of ScottPlot under a tag, in place of the tag's earlier picture; it is drawn at once, as SVG.</summary>
    public void AddFigure(string tag, ScottPlot.Plot plot, int width = 640, int height = 480)
    {
        ArgumentNullException.ThrowIfNull(plot);
        AddFigure(tag, plot.GetSvgXml(width, height));
    }

    /// <summary>Adds a histogram of a tensor's elements to those that the tag shows over time.</summary>
    public void AddHistogram(string tag, Tensor values) => AddHistogram("AddHistogram", tag, HistogramKind.Values, Histogram.Of(values));

    /// <summary>Shows the graph that computed a tensor.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="names">Names of leaves and intermediate results, as <c>NamedParameters()</c> gives them.</param>
    /// <param name="maxNodes">The greatest number of operations and leaves to show.</param>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    public void AddGraph(string tag, Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names = null, int maxNodes = 500)
    {
        (string, Tensor)[]? list = names is null ? null : [.. names];
        var mermaid = GraphPicture.Mermaid(tensor, list, maxNodes);
        var dot = GraphPicture.Dot(tensor, list, maxNodes);
        var svg = Encoding.UTF8.GetBytes(GraphPlot.ToSvg(tensor, list, new GraphPlotOptions { MaxNodes = maxNodes }));

        // Both at once: a viewer that finds the picture finds that it is a graph's.
        lock (_recording)
        {
            Add("AddGraph", tag, (step, version) => new GraphEntry(tag, step, version, mermaid, dot));
            Add("AddGraph", tag, (step, version) => new FigureEntry(tag, step, version, "image/svg+xml", svg));
        }
    }

    /// <summary>Shows a module as it prints itself, with a table of its parameters: names, shapes, types and counts.</summary>
    public void AddSummary(string tag, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        AddText(tag, module.ToString());
        var parameters = module.NamedParameters();
        var rows = parameters.Select(p => (object?[])[p.Name, p.Parameter.Shape, p.Parameter.DType, p.Parameter.Numel])
            .Append(["total", "", "", parameters.Sum(p => (long)p.Parameter.Numel)]);
        AddTable(tag, ["parameter", "shape", "type", "numbers"], rows);
    }

    internal void AddHistogram(string op, string tag, HistogramKind kind, Histogram histogram, int? at = null) =>
        Add(op, tag, (step, version) => NextOf(tag, kind, at ?? step, version, histogram));

    private HistogramSeries NextOf(string tag, HistogramKind kind, int step, long version, Histogram histogram) =>
        _entries.TryGetValue((typeof(HistogramSeries), tag), out var entry) && entry is HistogramSeries known
            ? known.With(step, version, histogram)
            : new HistogramSeries(tag, kind, step, version, histogram);

    internal void Add(string op, string tag, Func<int, long, RunEntry> make)
    {
        if (string.IsNullOrEmpty(tag)) throw new ArgumentException($"{op}: the tag is empty; name what is shown", nameof(tag));
        lock (_recording)
        {
            ThrowIfEnded(op);
            var entry = make(_train.BatchCount, _version + 1);
            _entries[(entry.GetType(), tag)] = entry;
            Volatile.Write(ref _version, _version + 1);
        }
    }
}
