using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting.Tests;

/// <summary>What can be plotted, and what becomes of it.</summary>
public sealed class DataTests
{
    [Test]
    public void Tensors_of_each_dtype_and_kind_go_straight_in()
    {
        foreach (var dtype in Enum.GetValues<DType>())
            Assert.That(Points(axes => axes.Plot(Tensor.From([0, 1, 1]).To(dtype))), Is.EqualTo((double[])[0, 1, 1]), $"{dtype}");
        Assert.That(Points(axes => axes.Plot(Tensor.From([1.0, 2], requiresGrad: true) * 2)), Is.EqualTo((double[])[2, 4]), "part of a graph");
        Assert.That(Points(axes => axes.Plot(Tensor.Arange(6)[TensorIndex.Slice(step: 2)])), Is.EqualTo((double[])[0, 2, 4]), "a view");
        Assert.That(Points(axes => axes.Plot(Tensor.From([[1.0], [2]]))), Is.EqualTo((double[])[1, 2]), "a column");
    }

    [Test]
    public void Numbers_of_NET_go_straight_in()
    {
        double[] expected = [1, 2];
        Assert.That(Points(axes => axes.Plot((double[])[1, 2])), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot((float[])[1, 2])), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot((int[])[1, 2])), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot((long[])[1, 2])), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot((bool[])[true, false])), Is.EqualTo((double[])[1, 0]));
        Assert.That(Points(axes => axes.Plot(new List<double> { 1, 2 })), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(new List<float> { 1, 2 })), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(new List<int> { 1, 2 })), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(expected.Select(value => value))), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(ArrayLike.From(Enumerable.Range(1, 2)))), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot([1, 2])), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(new double[,] { { 1 }, { 2 } })), Is.EqualTo(expected));
        Assert.That(Points(axes => axes.Plot(new float[,] { { 1 }, { 2 } })), Is.EqualTo(expected));
    }

    [Test]
    public void A_matrix_gives_a_line_a_column_and_each_the_next_colour()
    {
        var axes = new Figure().AddSubplot();
        var lines = axes.Plot(Tensor.From([[1.0, 10], [2, 20], [3, 30]]), "--o");
        Assert.That(lines.Select(line => line.Data.GetScatterPoints().Select(point => point.Y)), Is.EqualTo((double[][])[[1, 2, 3], [10, 20, 30]]));
        Assert.That(lines.Select(line => line.LineStyle.Color.ToHex()), Is.EqualTo((string[])["#1F77B4", "#FF7F0E"]));
        Assert.That(axes.Plot([1, 2])[0].LineStyle.Color.ToHex(), Is.EqualTo("#2CA02C"));
    }

    [Test]
    public void What_is_plotted_is_a_copy()
    {
        double[] values = [1, 2];
        var axes = new Figure().AddSubplot();
        var line = axes.Plot(values)[0];
        values[0] = 100;
        axes.SetYScale("log");
        axes.SetYScale("linear");
        Assert.That(line.Data.GetScatterPoints()[0].Y, Is.EqualTo(1));
    }

    [Test]
    public void Hist_counts_as_NumPy_does()
    {
        foreach (var item in Matplotlib.Fixture.GetProperty("histograms").EnumerateArray())
        {
            var (values, bins) = (item.GetProperty("values").Numbers(), item.GetProperty("bins").GetInt32());
            var (counts, edges) = new Figure().AddSubplot().Hist(values, bins);
            Assert.That(counts, Is.EqualTo(item.GetProperty("counts").Numbers()), $"{bins} bins");
            Assert.That(edges, Is.EqualTo(item.GetProperty("edges").Numbers()).Within(1e-12));
            Assert.That(new Figure().AddSubplot().Hist(values, bins, density: true).Counts, Is.EqualTo(item.GetProperty("density").Numbers()).Within(1e-12));
        }
    }

    [Test]
    public void Each_cell_of_an_image_has_its_values_colour_and_row_0_is_at_the_top()
    {
        var axes = new Figure((2, 2)).AddSubplot();
        axes.Imshow(Tensor.From([[-1.0, 0], [1, double.NaN]]), "bwr", -1, 1);
        using var bitmap = SKBitmap.Decode(axes.Figure.ToPng());
        var rect = axes.ScottPlot.LastRender.DataRect;
        SKColor At(double x, double y) => bitmap.GetPixel((int)(rect.Left + x * rect.Width), (int)(rect.Top + y * rect.Height));
        Assert.That((At(0.25, 0.25), At(0.75, 0.25), At(0.25, 0.75)), Is.EqualTo((SKColors.Blue, SKColors.White, SKColors.Red)));
        Assert.That(At(0.75, 0.75), Is.EqualTo(SKColors.White), "NaN shows the background");
    }

    [TestCase("upper", false, "#FF0000", "#0000FF")]
    [TestCase("lower", false, "#0000FF", "#FF0000")]
    [TestCase("upper", true, "#0000FF", "#FF0000")]
    public void The_first_row_is_where_the_origin_and_the_axis_say(string origin, bool isInverted, string above, string below)
    {
        var axes = new Figure((2, 2)).AddSubplot();
        axes.Imshow(Tensor.From([[1.0], [-1]]), "bwr", -1, 1, origin: origin);
        if (isInverted) axes.InvertYAxis();
        using var bitmap = SKBitmap.Decode(axes.Figure.ToPng());
        var rect = axes.ScottPlot.LastRender.DataRect;
        var column = (int)(rect.Left + rect.Right) / 2;
        Assert.That(bitmap.GetPixel(column, (int)rect.Top + 5), Is.EqualTo(SKColor.Parse(above)));
        Assert.That(bitmap.GetPixel(column, (int)rect.Bottom - 5), Is.EqualTo(SKColor.Parse(below)));
    }

    [Test]
    public void A_decision_region_has_the_class_that_the_net_finds()
    {
        var axes = new Figure((3, 3)).AddSubplot();
        var x = Tensor.From([[-1.0, -1], [1, 1]]);
        axes.DecisionRegions(points => Tensor.Cat([-points[.., 0..1], points[.., 0..1]], dim: 1), x, Tensor.From([0L, 1]), resolution: 10, alpha: 1);
        using var bitmap = SKBitmap.Decode(axes.Figure.ToPng());
        var rect = axes.ScottPlot.LastRender.DataRect;
        Assert.That(bitmap.GetPixel((int)rect.Left + 4, (int)rect.Top + 4), Is.EqualTo(new SKColor(0x1f, 0x77, 0xb4)));
        Assert.That(bitmap.GetPixel((int)rect.Right - 4, (int)rect.Top + 4), Is.EqualTo(new SKColor(0xff, 0x7f, 0x0e)));
    }

    [Test]
    public void A_contour_of_a_cone_is_a_circle()
    {
        var side = Tensor.Linspace(-1, 1, 101, DType.Float64);
        ArrayLike cone = (side.Unsqueeze(1).Pow(2) + side.Unsqueeze(0).Pow(2)).Sqrt();
        var points = Enumerable.Range(0, cone.Count).Select(i => new SKPoint(-1 + 0.02f * (i % 101), -1 + 0.02f * (i / 101))).ToArray();
        using var line = new SKPath();
        LevelSet.AddLines(line, 0.5, points, cone.Values, 101);
        Assert.That(line.Points, Has.Length.GreaterThan(200));
        Assert.That(line.Points.Select(point => Math.Sqrt(point.X * point.X + point.Y * point.Y)), Has.All.EqualTo(0.5).Within(1e-3));

        // The area where the cone is lower is the circle's, and the area where it is higher the rest of the square.
        using var higher = new SKPath();
        LevelSet.AddArea(higher, 0.5, points, cone.Values, 101);
        Assert.That(Area(higher), Is.EqualTo(4 - Math.PI / 4).Within(0.002));
    }

    [Test]
    public void A_saddle_is_cut_as_its_middle_says()
    {
        SKPoint[] corners = [new(0, 0), new(1, 0), new(0, 1), new(1, 1)];
        foreach (var (z, area) in (ReadOnlySpan<(double[], double)>)[([1, 0, 0, 1], 0.5 * 0.4 * 0.4 * 2), ([1, 0.5, 0.5, 1], 1 - 0.5 * 0.2 * 0.2 * 2)])
        {
            using var path = new SKPath();
            LevelSet.AddArea(path, 0.6, corners, z, 2);
            Assert.That(Area(path), Is.EqualTo(area).Within(1e-6));
        }
    }

    private static double[] Points(Func<Axes, IReadOnlyList<SP.Plottables.Scatter>> draw) =>
        [.. draw(new Figure().AddSubplot())[0].Data.GetScatterPoints().Select(point => point.Y)];

    /// <summary>Each polygon's area by the shoelace formula.</summary>
    private static double Area(SKPath path)
    {
        var total = 0.0;
        var polygon = new List<SKPoint>();
        using var iterator = path.CreateRawIterator();
        var points = new SKPoint[4];
        SKPathVerb verb;
        do
        {
            verb = iterator.Next(points);
            if (verb == SKPathVerb.Line) polygon.Add(points[1]);
            if (verb is not (SKPathVerb.Move or SKPathVerb.Done)) continue;
            var twice = 0.0;
            for (var i = 0; i < polygon.Count; i++)
            {
                var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
                twice += (double)a.X * b.Y - (double)b.X * a.Y;
            }

            total += Math.Abs(twice) / 2;
            polygon = [points[0]];
        }
        while (verb != SKPathVerb.Done);
        return total;
    }
}
