namespace Autograd.Live;

/// <summary>What a histogram was made of.</summary>
public enum HistogramKind
{
    /// <summary>Any tensor that was passed to <see cref="LiveLogger.AddHistogram(string, Tensor)"/>.</summary>
    Values,

    /// <summary>A parameter of a watched module.</summary>
    Parameter,

    /// <summary>The gradient of a parameter or of an activation.</summary>
    Gradient,

    /// <summary>An intermediate result.</summary>
    Activation,
}

/// <summary>A histogram at a time of the run.</summary>
/// <param name="Step">The number of training batches that had been recorded.</param>
/// <param name="Version">The <see cref="LiveLogger.Version"/> of the run that it made.</param>
/// <param name="Histogram">The histogram.</param>
public readonly record struct HistogramItem(int Step, long Version, Histogram Histogram);

/// <summary>The histograms of one tensor over time.</summary>
/// <remarks>
/// There are at most <see cref="Capacity"/>. When they are full every second one is dropped and later ones are taken
/// half as often, so that they cover the whole run evenly; the latest one is always there.
/// </remarks>
public sealed class HistogramSeries : RunEntry
{
    /// <summary>The greatest number of histograms that are kept.</summary>
    public const int Capacity = 256;

    private readonly HistogramItem[] _items;

    // The histograms that are kept are those whose number, counted from 0, is divisible by the stride, and the latest.
    private readonly int _stride;
    private readonly int _latest;

    internal HistogramSeries(string tag, HistogramKind kind, int step, long version, Histogram first)
        : this(tag, kind, step, version, [new HistogramItem(step, version, first)], 1, 0)
    {
    }

    private HistogramSeries(
        string tag, HistogramKind kind, int step, long version, HistogramItem[] items, int stride, int latest)
        : base(tag, step, version) => (Kind, _items, _stride, _latest) = (kind, items, stride, latest);

    /// <summary>What the histograms were made of.</summary>
    public HistogramKind Kind { get; }

    /// <summary>The histograms, in the order in which they were made.</summary>
    public IReadOnlyList<HistogramItem> Items => _items;

    internal HistogramSeries With(int step, long version, Histogram next)
    {
        // The latest gives way to the next, unless it is one of those to keep.
        var kept = _latest % _stride == 0 ? _items : _items[..^1];
        var stride = _stride;
        if (kept.Length == Capacity)
        {
            kept = [.. kept.Where((_, i) => i % 2 == 0)];
            stride *= 2;
        }

        return new HistogramSeries(Tag, Kind, step, version, [.. kept, new HistogramItem(step, version, next)], stride, _latest + 1);
    }
}
