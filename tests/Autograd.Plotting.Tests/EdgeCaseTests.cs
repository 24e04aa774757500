using SkiaSharp;

namespace Autograd.Plotting.Tests;

/// <summary>What is missing, infinite, single, constant or nothing at all is drawn as far as it goes.</summary>
public sealed class EdgeCaseTests
{
    private const double NaN = double.NaN, Inf = double.PositiveInfinity;

    private static IEnumerable<TestCaseData> Odd()
    {
        (string Name, Action<Axes> Draw)[] cases =
        [
            ("nothing", _ => { }),
            ("no points", axes => axes.Plot(Array.Empty<double>(), "o-")),
            ("one point", axes => axes.Plot([3], "o")),
            ("one point without a marker", axes => axes.Plot([3])),
            ("all NaN", axes => axes.Plot([NaN, NaN], "o-")),
            ("infinities", axes => axes.Plot([1, Inf, -Inf, 2], "o-")),
            ("constant", axes => axes.Plot([2, 2, 2])),
            ("zeros", axes => axes.Plot([0, 0, 0])),
            ("huge", axes => axes.Plot([-1e300, 1e300])),
            ("tiny", axes => axes.Plot([1e-300, 2e-300])),
            ("close together", axes => axes.Plot([1e9, 1e9 + 1e-4])),
            ("a matrix without rows", axes => axes.Plot(Tensor.Zeros(0, 3))),
            ("a scalar", axes => axes.Plot(Tensor.From(2.0), "o")),
            ("log without positive values", axes => { axes.Plot([-1, 0, NaN], "o-"); axes.SetYScale("log"); }),
            ("log of one value", axes => { axes.Plot([10], "o-"); axes.SetYScale("log"); }),
            ("log of extremes", axes => { axes.Plot([1e-300, 1e300]); axes.SetYScale("log"); }),
            ("log bars", axes => { axes.Bar([1, 2, 3], [0, 10, 1000]); axes.SetYScale("log"); }),
            ("no scatter", axes => axes.Scatter(Array.Empty<double>(), Array.Empty<double>())),
            ("scatter of NaN", axes => axes.Scatter([1, NaN], [2, 3], c: [NaN, 1])),
            ("an empty image", axes => axes.Imshow(Tensor.Zeros(0, 0))),
            ("one cell", axes => { axes.Matshow(Tensor.From([[5.0]]), annot: true); axes.ColorBar(); }),
            ("one row", axes => { axes.Matshow(Tensor.From([[5.0, 6, 7]])); axes.ColorBar(); }),
            ("a NaN image", axes => { axes.Imshow(Tensor.From([[NaN, NaN]]), annot: true); axes.ColorBar(); }),
            ("a flat surface", axes => axes.Contour([0, 1], [0, 1], Tensor.Zeros(2, 2))),
            ("a flat filled surface", axes => { axes.Contourf([0, 1], [0, 1], Tensor.Zeros(2, 2)); axes.ColorBar(); }),
            ("a surface with holes", axes => axes.Contourf([0, 1, 2], [0, 1], Tensor.From([[0.0, NaN, 1], [0, 1, 2]]))),
            ("no values to count", axes => axes.Hist(Array.Empty<double>())),
            ("NaN to count", axes => axes.Hist([NaN, 1, 1])),
            ("no bars", axes => axes.Bar(Array.Empty<double>(), Array.Empty<double>())),
            ("NaN bars", axes => axes.Bar([1, 2], [NaN, 2])),
            ("no band", axes => axes.FillBetween([1], [1])),
            ("a legend of nothing", axes => axes.Legend()),
            ("a grid of nothing", axes => axes.Grid()),
            ("no ticks", axes => { axes.Plot([1, 2]); axes.SetXTicks(Array.Empty<double>()); axes.SetYTicks(Array.Empty<double>()); }),
            ("a line outside the log axis", axes => { axes.Plot([1, 10]); axes.SetYScale("log"); axes.AxHLine(-1); axes.Text(0, -1, "x"); }),
        ];
        return cases.Select(item => new TestCaseData(item.Draw).SetArgDisplayNames(item.Name));
    }

    [TestCaseSource(nameof(Odd))]
    public void Odd_data_is_drawn_in_each_format(Action<Axes> draw)
    {
        var axes = new Figure((3, 2)).AddSubplot();
        draw(axes);
        var svg = axes.Figure.ToSvg();
        Assert.That(svg, Does.Not.Contain("nan").And.Not.Contain("inf ").And.Not.Contain("NaN"));
        using var bitmap = SKBitmap.Decode(axes.Figure.ToPng());
        Assert.That(bitmap.Pixels.Distinct().Count(), Is.GreaterThan(1), "the frame at least");
    }

    [Test]
    public void A_gap_is_left_where_a_value_is_no_number()
    {
        // A horizontal line through five values, the middle one missing: its middle is white.
        var (whole, gap) = (Row([1, 1, 1, 1, 1]), Row([1, 1, NaN, 1, 1]));
        Assert.That(whole, Is.Empty);
        Assert.That(gap, Has.Length.EqualTo(1));

        static (int, int)[] Row(double[] y)
        {
            var axes = new Figure((4, 3)).AddSubplot();
            axes.Plot(y, "r");
            axes.Axis("off");
            using var bitmap = SKBitmap.Decode(axes.Figure.ToPng());
            var row = Enumerable.Range(0, bitmap.Height).First(r => bitmap.GetPixel(80, r) == SKColors.Red);
            var red = Enumerable.Range(0, bitmap.Width).Where(x => bitmap.GetPixel(x, row) == SKColors.Red).ToArray();
            return [.. red.Zip(red.Skip(1)).Where(pair => pair.Second > pair.First + 1)];
        }
    }

    [Test]
    public void One_point_stands_in_the_middle()
    {
        var axes = new Figure((3, 3)).AddSubplot();
        axes.Plot([5], [3], "o");
        axes.Figure.ToSvg();
        var limits = axes.ScottPlot.Axes.GetLimits();
        Assert.That((limits.Left + limits.Right) / 2, Is.EqualTo(5).Within(1e-12));
        Assert.That((limits.Bottom + limits.Top) / 2, Is.EqualTo(3).Within(1e-12));
    }

    [Test]
    public void Points_in_the_same_column_of_pixels_draw_the_line_that_all_of_them_draw()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var pixels = Enumerable.Range(0, random.Next(1, 60)).Select(i => new ScottPlot.Pixel(
                i * random.Next(1, 4) / 7f, random.Next(20) == 0 ? float.NaN : random.Next(0, 30))).ToArray();
            using var decimated = new DecimatedPath().GetPath(pixels);
            using var whole = new ScottPlot.PathStrategies.Straight().GetPath(pixels);
            Assert.That(Spans(decimated), Is.EqualTo(Spans(whole)));
            Assert.That(decimated.PointCount, Is.LessThanOrEqualTo(whole.PointCount));
        }

        // The lowest and the highest point of each column of pixels, of the points alone.
        static (int, float, float)[] Spans(SkiaSharp.SKPath path) =>
            [.. path.Points.GroupBy(point => (int)point.X).OrderBy(group => group.Key).Select(group => (group.Key, group.Min(p => p.Y), group.Max(p => p.Y)))];
    }

    [Test]
    public void A_million_points_are_drawn()
    {
        var axes = new Figure((3, 2)).AddSubplot();
        axes.Plot(Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i * 0.001)));
        Assert.That(axes.Figure.ToPng(), Is.Not.Empty);
        Assert.That(axes.Figure.ToSvg().Length, Is.LessThan(400_000), "as many as can be told apart");
    }
}
