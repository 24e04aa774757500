using Spectre.Console;
using Spectre.Console.Rendering;

namespace Autograd.Live;

/// <summary>One metric as a chart of Braille dots: the batches, and the epochs of training and tests above them.</summary>
internal sealed class MetricChart : Renderable
{
    private const int LabelWidth = 10;
    private const int BatchLayer = 1;
    private const int TrainLayer = 2;
    private const int TestLayer = 3;
    private static readonly Style _dim = new(decoration: Decoration.Dim);

    // Blue and orange can be told apart by all eyes.
    private static readonly Color _blue = new(95, 175, 255);
    private static readonly Color _orange = new(255, 175, 0);
    private readonly string _name;
    private readonly LiveMetric? _train;
    private readonly LiveMetric? _test;
    private readonly int _height;
    private readonly Style[] _styles;
    private readonly string _trainText = "";
    private readonly string _testText = "";

    // What is drawn is settled here: a console may render one picture several times, and the run goes on meanwhile.
    private readonly double _from;
    private readonly double _to;

    public MetricChart(
        string name, LiveMetric? train, LiveMetric? test, int height, int? lastNBatches = null, (string? Train, string? Test) colors = default)
    {
        (_name, _train, _test, _height) = (name, train, test, height);
        _styles = [Style.Plain, StyleOf(Faded(ColorOf(colors.Train, _blue))), TrainStyle(colors.Train), TestStyle(colors.Test)];
        _to = Math.Max(1, train is { BatchCount: > 0 } ? train.BatchCount : test?.BatchCount ?? 1);
        _from = lastNBatches is { } n ? Math.Max(1, _to - n + 1) : 1;
        if (train is not null) _trainText = $"  train {TerminalText.ValueOrDash(train.EpochData.IsEmpty ? train.BatchData : train.EpochData)}";
        if (test is { EpochData.IsEmpty: false }) _testText = $"  test {TerminalText.ValueOrDash(test.EpochData)}";
    }

    public static Style TrainStyle(string? color) => new(ColorOf(color, _blue), decoration: Decoration.Bold);

    public static Style TestStyle(string? color) => new(ColorOf(color, _orange), decoration: Decoration.Bold);

    private static Style StyleOf(Color color) => new(color);

    private static Color ColorOf(string? color, Color otherwise) => color is null ? otherwise : Color.FromHex(color);

    private static Color Faded(Color color) => new((byte)(color.R * 3 / 5), (byte)(color.G * 3 / 5), (byte)(color.B * 3 / 5));

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(LabelWidth + 10, maxWidth), maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var segments = new List<Segment>();
        var canvas = new BrailleCanvas(Math.Max(1, maxWidth - LabelWidth - 1), _height);
        var (from, to) = (_from, _to);
        var lines = new (DecimatedSeries? Line, int Layer)[]
        {
            (_train?.Decimate(canvas.DotColumns, MetricLevel.Batch, from, to), BatchLayer),
            (_train?.Decimate(canvas.DotColumns, MetricLevel.Epoch, from, to), TrainLayer),
            (_test?.Decimate(canvas.DotColumns, MetricLevel.Epoch, from, to), TestLayer),
        };
        var (low, high, hasValues) = Range(lines);
        foreach (var (line, layer) in lines)
            if (line is not null && hasValues) Draw(canvas, line, layer, from, to, low, high);
        Title(segments, maxWidth, lines.Sum(line => line.Layer == TrainLayer ? 0 : line.Line?.NonFiniteCount ?? 0));
        for (var row = 0; row < _height; row++)
        {
            var label = !hasValues ? "" : row == 0 ? TerminalText.Value(high) : row == _height - 1 ? TerminalText.Value(low) : "";
            segments.Add(new Segment(label.PadLeft(LabelWidth), _dim));
            segments.Add(new Segment(row == 0 || row == _height - 1 ? "┤" : "│", _dim));
            Row(segments, canvas, row);
            segments.Add(Segment.LineBreak);
        }

        var (left, right) = (TerminalText.Count(from), TerminalText.Count(to));
        var gap = Math.Max(1, canvas.Columns - left.Length - right.Length);
        segments.Add(new Segment(new string(' ', LabelWidth + 1) + (hasValues ? left + new string(' ', gap) + right : ""), _dim));
        segments.Add(Segment.LineBreak);
        return segments;
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
        Add(_name, new Style(decoration: Decoration.Bold));
        Add(_trainText, _styles[TrainLayer]);
        Add(_testText, _styles[TestLayer]);
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

    private void Row(List<Segment> segments, BrailleCanvas canvas, int row)
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
