using Spectre.Console;
using Spectre.Console.Rendering;

namespace Autograd.Live;

/// <summary>One metric as a chart of Braille dots: the batches, and the epochs of training and tests above them.</summary>
internal sealed class MetricChart(string name, LiveMetric? train, LiveMetric? test, int height, int? lastNBatches = null) : Renderable
{
    private const int LabelWidth = 10;
    private const int BatchLayer = 1;
    private const int TrainLayer = 2;
    private const int TestLayer = 3;
    private static readonly Style _dim = new(decoration: Decoration.Dim);

    // Blue and orange can be told apart by all eyes; a test curve is drawn last, so it is above.
    private static readonly Style[] _styles =
        [Style.Plain, new(new Color(95, 135, 175)), new(new Color(95, 175, 255), decoration: Decoration.Bold), new(new Color(255, 175, 0), decoration: Decoration.Bold)];

    public static Style TrainStyle => _styles[TrainLayer];

    public static Style TestStyle => _styles[TestLayer];

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(LabelWidth + 10, maxWidth), maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var segments = new List<Segment>();
        var canvas = new BrailleCanvas(Math.Max(1, maxWidth - LabelWidth - 1), height);
        var (from, to) = Domain();
        var lines = new (DecimatedSeries? Line, int Layer)[]
        {
            (train?.Decimate(canvas.DotColumns, MetricLevel.Batch, from, to), BatchLayer),
            (train?.Decimate(canvas.DotColumns, MetricLevel.Epoch, from, to), TrainLayer),
            (test?.Decimate(canvas.DotColumns, MetricLevel.Epoch, from, to), TestLayer),
        };
        var (low, high, hasValues) = Range(lines);
        foreach (var (line, layer) in lines)
            if (line is not null && hasValues) Draw(canvas, line, layer, from, to, low, high);
        Title(segments, maxWidth, lines.Sum(line => line.Layer == TrainLayer ? 0 : line.Line?.NonFiniteCount ?? 0));
        for (var row = 0; row < height; row++)
        {
            var label = !hasValues ? "" : row == 0 ? TerminalText.Value(high) : row == height - 1 ? TerminalText.Value(low) : "";
            segments.Add(new Segment(label.PadLeft(LabelWidth), _dim));
            segments.Add(new Segment(row == 0 || row == height - 1 ? "┤" : "│", _dim));
            Row(segments, canvas, row);
            segments.Add(Segment.LineBreak);
        }

        var (left, right) = (TerminalText.Count(from), TerminalText.Count(to));
        var gap = Math.Max(1, canvas.Columns - left.Length - right.Length);
        segments.Add(new Segment(new string(' ', LabelWidth + 1) + (hasValues ? left + new string(' ', gap) + right : ""), _dim));
        segments.Add(Segment.LineBreak);
        return segments;
    }

    /// <summary>The x from the first batch, or the first of the latest, to the last.</summary>
    private (double From, double To) Domain()
    {
        double to = Math.Max(1, train is { BatchCount: > 0 } ? train.BatchCount : test?.BatchCount ?? 1);
        return (lastNBatches is { } n ? Math.Max(1, to - n + 1) : 1, to);
    }

    private static (double Low, double High, bool HasValues) Range((DecimatedSeries? Line, int Layer)[] lines)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (line, _) in lines)
        {
            foreach (var y in line?.Y ?? [])
            {
                if (double.IsNaN(y)) continue;
                low = Math.Min(low, y);
                high = Math.Max(high, y);
            }
        }

        return (low, high, low <= high);
    }

    private static void Draw(BrailleCanvas canvas, DecimatedSeries line, int layer, double from, double to, double low, double high)
    {
        var before = (X: -1, Y: -1);
        for (var i = 0; i < line.X.Length; i++)
        {
            if (double.IsNaN(line.Y[i]))
            {
                before = (-1, -1);
                continue;
            }

            // Halves, because the difference of two doubles may be beyond their range.
            var part = high > low ? ((line.Y[i] / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0.5;
            var x = to > from ? (int)Math.Round((line.X[i] - from) / (to - from) * (canvas.DotColumns - 1)) : 0;
            var y = (int)Math.Round(part * (canvas.DotRows - 1));
            if (before.X < 0) canvas.Set(x, y, layer);
            else canvas.Line(before.X, before.Y, x, y, layer);
            before = (x, y);
        }
    }

    private void Title(List<Segment> segments, int maxWidth, int nonFinite)
    {
        var room = maxWidth;
        Add(new string(' ', LabelWidth + 1), Style.Plain);
        Add(name, new Style(decoration: Decoration.Bold));
        if (train is not null)
            Add($"  train {(train.EpochData.IsEmpty ? TerminalText.ValueOrDash(train.BatchData) : TerminalText.ValueOrDash(train.EpochData))}", TrainStyle);
        if (test is { EpochData.IsEmpty: false }) Add($"  test {TerminalText.ValueOrDash(test.EpochData)}", TestStyle);
        if (nonFinite > 0) Add($"  {nonFinite} not finite", new Style(Color.Red));
        segments.Add(Segment.LineBreak);

        void Add(string text, Style style)
        {
            if (room <= 0) return;
            if (text.Length > room) text = text[..room];
            room -= text.Length;
            segments.Add(new Segment(text, style));
        }
    }

    private static void Row(List<Segment> segments, BrailleCanvas canvas, int row)
    {
        for (var column = 0; column < canvas.Columns;)
        {
            var layer = canvas.LayerAt(column, row);
            var end = column;
            while (end < canvas.Columns && canvas.LayerAt(end, row) == layer) end++;
            var text = string.Create(end - column, (canvas, row, column), static (chars, state) =>
            {
                for (var i = 0; i < chars.Length; i++) chars[i] = state.canvas.CharAt(state.column + i, state.row);
            });
            segments.Add(new Segment(text, _styles[layer]));
            column = end;
        }
    }
}
