namespace Autograd.Live;

/// <summary>
/// The size of the gradients (or parameters, or activations) of all layers over time, on a logarithmic scale: a band
/// that darkens from layer to layer is a gradient that vanishes, a bright one is one that explodes.
/// </summary>
internal sealed class LayerPanel(int id, string section, string title) : ChartPanel(id, section, title)
{
    private const int MostNames = 30;
    private const int MostDecades = 12;

    // An image of a single row is not drawn.
    private const int RowsPerLayer = 2;
    private (int Place, HistogramSeries Series)[] _places = [];
    private HistogramSeries[] _layers = [];

    public override long Version => Volatile.Read(ref _layers).Sum(layer => layer.Version + 1);

    /// <summary>Adds a layer, or its later histograms; the layers are shown in the order of their places.</summary>
    public void Set(HistogramSeries series, int place)
    {
        _places = [.. _places.Where(other => other.Series.Tag != series.Tag).Append((Place: place, Series: series)).OrderBy(other => other.Place)];
        Volatile.Write(ref _layers, Array.ConvertAll(_places, other => other.Series));
    }

    public override PanelState State()
    {
        var layers = Volatile.Read(ref _layers);
        return base.State() with
        {
            Version = layers.Sum(layer => layer.Version + 1),
            Wide = true,
            Height = 70 + (20 * Math.Clamp(layers.Length, 2, 2 * MostNames)),
            Hint = "Colour: root mean square of the elements, logarithmic. Red: some are NaN or infinite.",
            Latest = [.. layers.Select(layer => new Reading(Name(layer), Numbers.Format(layer.Items[^1].Histogram.RootMeanSquare())))],
        };
    }

    public override string Describe(ChartView view)
    {
        var latest = _layers.Select(layer => $"{Name(layer)} {Numbers.Format(layer.Items[^1].Histogram.RootMeanSquare())}");
        return $"{Title}, over batches; latest root mean squares: {string.Join(", ", latest)}";
    }

    public override ChartImage Draw(ChartView view)
    {
        var layers = Volatile.Read(ref _layers);
        var (first, last) = HistogramValues.Span(layers);
        var (xMin, xMax) = (view.XMin ?? first, view.XMax ?? last);
        var cells = new double[layers.Length * RowsPerLayer, HeatMap.Columns(view)];
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            for (var column = 0; column < cells.GetLength(1); column++)
            {
                var step = xMin + ((xMax - xMin) * (column + 0.5) / cells.GetLength(1));
                cells[row, column] = step < last && layers[row / RowsPerLayer].At(step) is { Histogram: var histogram }
                    ? Size(histogram)
                    : HeatMap.Nothing;
            }
        }

        var canvas = new Canvas(view);
        var (low, high) = Range(cells);
        new HeatMap(cells, low, high).AddTo(canvas, new(xMin, xMax, 0, layers.Length)).AddLogColorBar(canvas, view.Dark);
        canvas.Plot.Axes.SetLimits(xMin, xMax, view.YMin ?? 0, view.YMax ?? layers.Length);
        var named = Enumerable.Range(0, layers.Length).Where(row => row % (1 + (layers.Length / MostNames)) == 0).ToArray();
        canvas.Axes.SetYTicks(Array.ConvertAll(named, row => layers.Length - row - 0.5), named.Select(row => Name(layers[row])));
        return canvas.Finish(first, last);
    }

    public override ValuesAt? At(ChartView view, double x, double y)
    {
        var layers = Volatile.Read(ref _layers);
        var layer = layers[Math.Clamp(layers.Length - 1 - (int)Math.Floor(y), 0, layers.Length - 1)];
        return layer.At(x) is { } item ? DistributionPanel.Readings(item, Name(layer)) : null;
    }

    public override TableContent Table(ChartView view)
    {
        var rows = _layers.Select(layer => (Layer: layer, layer.Items[^1].Histogram)).Select(row => (IReadOnlyList<string>)
        [
            Name(row.Layer), Numbers.Format(row.Layer.Items[^1].Step), Numbers.Format(row.Histogram.RootMeanSquare()),
            Numbers.Format(row.Histogram.Min), Numbers.Format(row.Histogram.Max), Numbers.Format(row.Histogram.Zeros), Numbers.Format(row.Histogram.NonFinite),
        ]);
        return new TableContent(["layer", "batch", "root mean square", "min", "max", "zeros", "not finite"], [.. rows]);
    }

    /// <summary>The layer's name: the tag without the kind, which the section names.</summary>
    public static string Name(HistogramSeries series) => series.Tag[(series.Tag.IndexOf('/') + 1)..];

    // NaN is drawn as a warning.
    private static double Size(Histogram histogram)
    {
        var size = Math.Log10(histogram.RootMeanSquare());
        return histogram.NonFinite > 0 || double.IsPositiveInfinity(size) ? double.NaN : size;
    }

    // Zeros have the logarithm -inf: they are drawn as the lowest colour, and do not stretch the scale.
    private static (double Low, double High) Range(double[,] cells)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var cell in cells)
            if (cell != HeatMap.Nothing && double.IsFinite(cell)) (low, high) = (Math.Min(low, cell), Math.Max(high, cell));
        if (low > high) return (-1, 0);
        low = Math.Max(low, high - MostDecades);
        return high - low >= 2 ? (low, high) : ((low + high - 2) / 2, (low + high + 2) / 2);
    }
}
