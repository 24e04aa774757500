namespace Autograd.Live;

/// <summary>An event of a file of TensorBoard's.</summary>
public sealed class SummaryEvent
{
    /// <summary>Where its record begins in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>The time in seconds since 1970.</summary>
    public double WallTime { get; internal set; }

    /// <summary>The step.</summary>
    public long Step { get; internal set; }

    /// <summary><c>brain.Event:2</c> in the first event, null in others.</summary>
    public string? FileVersion { get; internal set; }

    /// <summary>True if events of earlier files from this step on no longer count: the program went on there.</summary>
    public bool IsSessionStart { get; internal set; }

    /// <summary>The nodes of a graph; empty if the event holds none.</summary>
    public IReadOnlyList<GraphNode> Graph { get; internal set; } = [];

    /// <summary>Numbers, histograms, pictures and texts by tag.</summary>
    public IReadOnlyList<SummaryValue> Values { get; internal set; } = [];
}

/// <summary>A node of a graph.</summary>
/// <param name="Name">Its name; slashes group.</param>
/// <param name="Op">The operation; <c>Variable</c> for a leaf.</param>
/// <param name="Inputs">The names of the nodes whose results it takes.</param>
public sealed record GraphNode(string Name, string Op, IReadOnlyList<string> Inputs);

/// <summary>What an event says under a tag: one of the properties besides the tag is not null.</summary>
public sealed class SummaryValue
{
    /// <summary>The tag.</summary>
    public string Tag { get; internal set; } = "";

    /// <summary>A number.</summary>
    public float? Scalar { get; internal set; }

    /// <summary>A histogram.</summary>
    public SummaryHistogram? Histogram { get; internal set; }

    /// <summary>A picture.</summary>
    public SummaryImage? Image { get; internal set; }

    /// <summary>Texts.</summary>
    public IReadOnlyList<string>? Texts { get; internal set; }

    /// <summary>Numbers of a plugin: for a curve of precision and recall six rows, one number a threshold.</summary>
    public IReadOnlyList<float>? Numbers { get; internal set; }

    /// <summary>The plugin that shows it, where the event names one.</summary>
    public string? PluginName { get; internal set; }

    /// <summary>The plugin's own data.</summary>
    public ReadOnlyMemory<byte> PluginContent { get; internal set; }
}

/// <summary>A histogram: the counts of the buckets, with their upper limits.</summary>
public sealed class SummaryHistogram
{
    /// <summary>The smallest value.</summary>
    public double Min { get; internal set; }

    /// <summary>The greatest value.</summary>
    public double Max { get; internal set; }

    /// <summary>The number of values.</summary>
    public double Num { get; internal set; }

    /// <summary>The sum of the values.</summary>
    public double Sum { get; internal set; }

    /// <summary>The sum of the squares of the values.</summary>
    public double SumSquares { get; internal set; }

    /// <summary>The upper limits of the buckets.</summary>
    public IReadOnlyList<double> BucketLimits { get; internal set; } = [];

    /// <summary>The counts of the buckets.</summary>
    public IReadOnlyList<double> Buckets { get; internal set; } = [];
}

/// <summary>A picture.</summary>
public sealed class SummaryImage
{
    /// <summary>The width in pixels.</summary>
    public int Width { get; internal set; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; internal set; }

    /// <summary>The number of channels.</summary>
    public int Channels { get; internal set; }

    /// <summary>The content of a PNG file.</summary>
    public ReadOnlyMemory<byte> Png { get; internal set; }
}
