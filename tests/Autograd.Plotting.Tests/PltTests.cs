namespace Autograd.Plotting.Tests;

/// <summary>The current figure and axes, and errors by their texts.</summary>
[NonParallelizable]
public sealed class PltTests
{
    [SetUp]
    [TearDown]
    public void Clear()
    {
        Plt.Close("all");
        Plt.Style.Use("default");
    }

    [Test]
    public void The_first_plot_makes_a_figure_and_the_next_ones_draw_on_it()
    {
        Plt.Plot([1, 2]);
        Plt.Plot([2, 3], "o");
        Plt.Title("title");
        Assert.That(Plt.Figures, Has.Count.EqualTo(1));
        Assert.That(Plt.Gcf().Axes, Has.Count.EqualTo(1));
        Assert.That(Plt.Gca().ScottPlot.PlottableList, Has.Count.EqualTo(2));
        Assert.That(Plt.Gca().ScottPlot.Axes.Title.Label.Text, Is.EqualTo("title"));
    }

    [Test]
    public void Subplots_gives_axes_row_by_row_and_the_last_is_the_current_one()
    {
        var (fig, ax) = Plt.Subplots(2, 3, figsize: (9, 6));
        Assert.That((fig.Width, fig.Height, ax.Count, ax.Rows, ax.Columns), Is.EqualTo((900, 600, 6, 2, 3)));
        Assert.That(ax[1, 2], Is.SameAs(ax[5]).And.SameAs(Plt.Gca()));
        Plt.Sca(ax[0]);
        Assert.That(Plt.Gca(), Is.SameAs(ax[0]));
        Assert.That(() => ax[2, 0], Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("AxesGrid: no axes at [2, 0] of 2 x 3"));
    }

    [Test]
    public void Subplot_finds_its_axes_again()
    {
        var first = Plt.Subplot(1, 2, 1);
        Plt.Subplot(1, 2, 2);
        Assert.That(Plt.Subplot(1, 2, 1), Is.SameAs(first));
        Assert.That(Plt.Gcf().Axes, Has.Count.EqualTo(2));
    }

    [Test]
    public void Close_forgets_figures()
    {
        var figure = Plt.Figure();
        Plt.Figure();
        Plt.Close();
        Assert.That(Plt.Figures, Is.EqualTo((Figure[])[figure]));
        Plt.Close(figure);
        Assert.That(Plt.Figures, Is.Empty);
        Assert.That(() => Plt.Close("some"), Throws.ArgumentException.With.Message.EqualTo("Close: \"some\" is unknown; use all (Parameter 'figures')"));
    }

    [Test]
    public void A_style_is_that_of_figures_made_after_it()
    {
        var light = Plt.Figure();
        Plt.Style.Use("dark_background");
        var dark = Plt.Figure();
        Plt.Style.Use(Style.Default with { Background = "#102030", FontSize = 14 });
        Assert.That((light.Style.Background, dark.Style.Background, Plt.Figure().Style.Background), Is.EqualTo(("white", "black", "#102030")));
        Assert.That(() => Plt.Style.Use("ggplot"), Throws.ArgumentException.With.Message.EqualTo(
            "Use: there is no style \"ggplot\"; there are default, dark_background (Parameter 'style')"));
    }

    [Test]
    public void Matshow_and_ImageGrid_make_figures_of_their_own()
    {
        Plt.Plot([1, 2]);
        Plt.Matshow(Tensor.Zeros(15, 4));
        Assert.That((Plt.Gcf().Width, Plt.Gcf().Height), Is.EqualTo((400, 480)));
        Plt.Matshow(Tensor.Zeros(2, 40));
        Assert.That((Plt.Gcf().Width, Plt.Gcf().Height), Is.EqualTo((1600, 200)));
        foreach (var images in (Tensor[])[Tensor.Rand(5, 4, 4), Tensor.Rand(5, 1, 4, 4), Tensor.Rand(5, 16)])
            Assert.That(Plt.ImageGrid(images, titles: ["a", "b", "c", "d", "e"]).Axes, Has.Count.EqualTo(5));
        Assert.That(Plt.Figures, Has.Count.EqualTo(6));
    }

    [Test]
    public void ImageGrid_of_pictures_has_their_colours_and_scales_them_between_given_limits()
    {
        var picture = Tensor.From([1.0, 0, 0, 0, 1, 0, 0, 0, 1, 0.2, 0.4, 0.6]).Reshape(1, 2, 2, 3).Permute(0, 3, 1, 2);
        (Tensor Images, double? VMin, double? VMax)[] cases =
            [(picture, null, null), ((picture * 255).To(DType.UInt8), null, null), (picture * 2 - 1, -1, 1), (picture * 4, 0, 4)];
        foreach (var (images, vmin, vmax) in cases)
        {
            var image = Plt.ImageGrid(images, vmin: vmin, vmax: vmax).Axes[0].ScottPlot.GetPlottables<AxesImage>().Single();
            Assert.That(
                image.Pixels!.Select(color => (color.R, color.G, color.B)),
                Is.EqualTo(((byte, byte, byte)[])[(255, 0, 0), (0, 255, 0), (0, 0, 255), (51, 102, 153)]));
        }
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        (string Message, Action<Axes> Call)[] cases =
        [
            ("Plot: x has 3 values and y 2; they must be as many (Parameter 'x')", axes => axes.Plot([1, 2, 3], [1, 2])),
            ("Plot: x has 2 columns and y 3; x needs one, or as many as y (Parameter 'x')", axes => axes.Plot(Tensor.Zeros(4, 2), Tensor.Zeros(4, 3))),
            ("Plot: takes one or two dimensions, not (2, 2, 2); Reshape or index the tensor", axes => axes.Plot(Tensor.Zeros(2, 2, 2))),
            ("Plot: takes one or two dimensions, not (2, 2, 2); Reshape or index the tensor", axes => axes.Plot([1, 2], Tensor.Zeros(2, 2, 2))),
            ("Scatter: takes one or two dimensions, not (2, 1, 1); Reshape or index the tensor", axes => axes.Scatter([1, 2], Tensor.Zeros(2, 1, 1))),
            ("Bar: takes one or two dimensions, not (2, 1, 1); Reshape or index the tensor", axes => axes.Bar([1, 2], Tensor.Zeros(2, 1, 1))),
            ("Hist: takes one or two dimensions, not (2, 1, 1); Reshape or index the tensor", axes => axes.Hist(Tensor.Zeros(2, 1, 1))),
            ("FillBetween: takes one or two dimensions, not (2, 1, 1); Reshape or index the tensor", axes => axes.FillBetween([1, 2], Tensor.Zeros(2, 1, 1))),
            ("Contour: takes one or two dimensions, not (2, 2, 3); Reshape or index the tensor", axes => axes.Contour([1, 2], [1, 2], Tensor.Zeros(2, 2, 3))),
            ("SetXTicks: takes one or two dimensions, not (2, 1, 1); Reshape or index the tensor", axes => axes.SetXTicks(Tensor.Zeros(2, 1, 1))),
            ("Matshow: takes one or two dimensions, not (2, 2, 3); Reshape or index the tensor", axes => axes.Matshow(Tensor.Zeros(2, 2, 3))),
            ("Matshow: alpha is 2; it goes from 0 (transparent) to 1 (Parameter 'alpha')", axes => axes.Matshow(Tensor.Eye(2), alpha: 2)),
            ("Matshow: fmt \"d\" is for whole numbers, which the values are not; use .2f (Parameter 'fmt')", axes => axes.Matshow(Tensor.From([[0.5]]), annot: true, fmt: "d")),
            ("Imshow: takes a matrix (H, W) or a picture (H, W, 3) or (H, W, 4), not (3, 8, 8); Permute(1, 2, 0) makes one of (C, H, W) (Parameter 'matrix')", axes => axes.Imshow(Tensor.Zeros(3, 8, 8))),
            ("Imshow: a picture has no values to write into its pixels; use annot with a matrix (Parameter 'annot')", axes => axes.Imshow(Tensor.Zeros(2, 2, 3), annot: true)),
            ("DecisionRegions: 3 classes and 2 labels; give one a class (Parameter 'labels')", axes => axes.DecisionRegions(x => x, Tensor.Zeros(3, 2), Tensor.From([0, 1, 2]), resolution: 2, labels: ["a", "b"])),
            ("AxesGrid: no axes at [2] of 1 x 2; row by row they go from 0 to 1 (Parameter 'index')", axes => GC.KeepAlive(new Figure().Subplots(1, 2)[2])),
            ("SaveAll: \"all.png\" does not end with .html; SaveFig writes a figure as a picture (Parameter 'path')", _ => Plt.SaveAll("all.png")),
            ("Plot: alpha is 2; it goes from 0 (transparent) to 1 (Parameter 'alpha')", axes => axes.Plot([1, 2], alpha: 2)),
            ("Plot: \"blu\" names no colour; use a letter of bgrcmykw, a CSS name, tab:blue, C0, #rrggbb or a grey level from \"0\" to \"1\" (Parameter 'text')", axes => axes.Plot([1, 2], color: "blu")),
            ("Plot: the line style \"~\" is none of -, --, -., :, None (Parameter 'style')", axes => axes.Plot([1, 2], lineStyle: "~")),
            ("Plot: the marker \"q\" is none of .,ov^<>12348spP*hH+xXDd|_ (Parameter 'marker')", axes => axes.Plot([1, 2], marker: "q")),
            ("Scatter: x has 2 values and y 1; they must be as many (Parameter 'x')", axes => axes.Scatter([1, 2], [1])),
            ("Scatter: s has 3 values for 2 points; give one, or one a point (Parameter 's')", axes => axes.Scatter([1, 2], [1, 2], s: [1, 2, 3])),
            ("Scatter: s has -1; it is an area in square points (Parameter 's')", axes => axes.Scatter([1, 2], [1, 2], s: -1)),
            ("Scatter: c has 1 values for 2 points; give one a point (Parameter 'c')", axes => axes.Scatter([1, 2], [1, 2], c: [1])),
            ("Scatter: both c and color are given; c is for numbers, color for one colour (Parameter 'color')", axes => axes.Scatter([1, 2], [1, 2], c: [1, 2], color: "r")),
            ("Scatter: the marker None draws nothing; use Plot for lines (Parameter 'marker')", axes => axes.Scatter([1, 2], [1, 2], marker: "None")),
            ("Scatter: no colour map \"virid\"; there are viridis, plasma, inferno, magma, turbo, jet, gray, grey, binary, Greys, bwr, seismic, coolwarm, RdBu, Blues, Greens, Reds, hot, tab10, and each reversed with _r (Parameter 'name')", axes => axes.Scatter([1, 2], [1, 2], cmap: "virid")),
            ("Bar: x has 2 values and height 1; they must be as many (Parameter 'x')", axes => axes.Bar([1, 2], [1])),
            ("Bar: bottom has 3 values for 2 bars; give one, or one a bar (Parameter 'bottom')", axes => axes.Bar([1, 2], [1, 2], bottom: [1, 2, 3])),
            ("Hist: 0 bins; use at least 1 (Parameter 'bins')", axes => axes.Hist([1], bins: 0)),
            ("Hist: the range goes from 2 to 1; use finite numbers, the smaller first (Parameter 'range')", axes => axes.Hist([1], range: (2, 1))),
            ("Imshow: needs two dimensions, not a series of 3; Reshape it to (rows, columns) (Parameter 'matrix')", axes => axes.Imshow([1, 2, 3])),
            ("Matshow: needs two dimensions, not a series of 3; Reshape it to (rows, columns) (Parameter 'matrix')", axes => axes.Matshow([1, 2, 3])),
            ("Imshow: interpolation is \"cubic\"; use nearest or bilinear (Parameter 'interpolation')", axes => axes.Imshow(Tensor.Zeros(1, 1), interpolation: "cubic")),
            ("Imshow: origin is \"top\"; use upper or lower (Parameter 'origin')", axes => axes.Imshow(Tensor.Zeros(1, 1), origin: "top")),
            ("Imshow: aspect is \"1\"; use equal or auto (Parameter 'aspect')", axes => axes.Imshow(Tensor.Zeros(1, 1), aspect: "1")),
            ("Contour: x has 3 values and z 2 columns; they must be as many, and at least 2 (Parameter 'x')", axes => axes.Contour([1, 2, 3], [1, 2], Tensor.Zeros(2, 2))),
            ("Contourf: 0 levels; use at least 1 (Parameter 'levels')", axes => axes.Contourf([1, 2], [1, 2], Tensor.Zeros(2, 2), levels: 0)),
            ("FillBetween: x has 2 values, y1 1 and y2 2; they must be as many (Parameter 'x')", axes => axes.FillBetween([1, 2], [1])),
            ("Text: ha is \"middle\" and va \"bottom\"; ha is left, center or right, va bottom, center or top (Parameter 'ha')", axes => axes.Text(0, 0, "x", ha: "middle")),
            ("SetXTicks: 2 ticks and 1 labels; they must be as many (Parameter 'labels')", axes => axes.SetXTicks([1, 2], ["a"])),
            ("SetYScale: \"logit\" is no scale; use linear or log (Parameter 'scale')", axes => axes.SetYScale("logit")),
            ("SetXLim: the limits 1 and 1 are no range; use two different finite numbers (Parameter 'lower')", axes => axes.SetXLim(1, 1)),
            ("SetAspect: \"wide\" is unknown; use equal or auto (Parameter 'aspect')", axes => axes.SetAspect("wide")),
            ("Axis: \"tight\" is unknown; use off, on or equal (Parameter 'option')", axes => axes.Axis("tight")),
            ("Legend: there is no place \"top\"; there are best, upper right, upper left, lower left, lower right, right, center left, center right, lower center, upper center, center (Parameter 'loc')", axes => axes.Legend("top")),
            ("Grid: which is \"minor\"; use major or both (Parameter 'which')", axes => axes.Grid(which: "minor")),
            ("DecisionRegions: x is (3, 1); it has to be (N, 2), a plane's points (Parameter 'x')", axes => axes.DecisionRegions(x => x, Tensor.Zeros(3, 1), Tensor.Zeros(3))),
            ("DecisionRegions: y is (2,) for 3 points; give each a class, (N), or a one-hot row, (N, C) (Parameter 'y')", axes => axes.DecisionRegions(x => x, Tensor.Zeros(3, 2), Tensor.Zeros(2))),
            ("DecisionRegions: for points (4, 2) the net gave (1, 4, 2); it must give scores (N, C) (Parameter 'net')", axes => axes.DecisionRegions(x => x.Unsqueeze(0), Tensor.Zeros(3, 2), Tensor.Zeros(3), resolution: 2)),
            ("DecisionRegions: the resolution is 1; use at least 2 (Parameter 'resolution')", axes => axes.DecisionRegions(x => x, Tensor.Zeros(3, 2), Tensor.Zeros(3), resolution: 1)),
            ("Figure: the size is (0, 1) inches; use numbers from 0.01 to 300 (Parameter 'figsize')", _ => GC.KeepAlive(new Figure((0, 1)))),
            ("SetSizeInches: the size is (0, 1) inches; use numbers from 0.01 to 300 (Parameter 'width')", axes => axes.Figure.SetSizeInches(0, 1)),
            ("AddSubplot: there is no place 7 in a grid of 2 x 3; places go from 1 to rows * columns (Parameter 'index')", axes => axes.Figure.AddSubplot(2, 3, 7)),
            ("Subplots: a grid of 0 x 2; use at least 1 x 1 (Parameter 'rows')", axes => axes.Figure.Subplots(0, 2)),
            ("ToPng: dpi is 5; use 10 to 1200 (Parameter 'dpi')", axes => axes.Figure.ToPng(dpi: 5)),
            ("ImageGrid: images are (5, 3); give (N, H, W), (N, C, H, W) of 1, 3 or 4 channels, or (N, H * W) of square ones (Parameter 'images')", _ => Plt.ImageGrid(Tensor.Zeros(5, 3))),
            ("ImageGrid: 2 images and 1 titles; give one an image (Parameter 'titles')", _ => Plt.ImageGrid(Tensor.Zeros(2, 3, 3), titles: ["a"])),
            ("ImageGrid: 0 columns; use at least 1 (Parameter 'columns')", _ => Plt.ImageGrid(Tensor.Zeros(2, 3, 3), columns: 0)),
        ];
        return cases.Select(item => new TestCaseData(item.Message, item.Call).SetArgDisplayNames(item.Message));
    }

    [TestCaseSource(nameof(Wrong))]
    public void What_cannot_be_drawn_is_refused_before_anything_changes(string message, Action<Axes> call)
    {
        var axes = new Figure((3, 2)).AddSubplot();
        var before = axes.Figure.ToSvg();
        Assert.That(() => call(axes), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
        Assert.That(axes.Figure.ToSvg(), Is.EqualTo(before));
        Assert.That(axes.ScottPlot.PlottableList, Is.Empty);
    }

    [Test]
    public void A_page_of_no_figures_is_refused()
    {
        Plt.Close("all");
        Assert.That(() => Plt.SaveAll("all.html"), Throws.InvalidOperationException.With.Message.EqualTo(
            "SaveAll: there is no figure; draw one first, and close none that is to be saved"));
    }

    [Test]
    public void Labels_of_automatic_ticks_can_be_turned()
    {
        Plt.Close("all");
        Plt.Plot([0, 1], [0, 1]);
        Assert.That(Plt.Gcf().ToSvg(), Does.Not.Contain("matrix("));
        Plt.XTicks(rotation: 45);
        Plt.YTicks(rotation: 30, size: 8);
        Assert.That(Plt.Gcf().ToSvg(), Does.Contain("matrix(0.707107 -0.707107").And.Contain("matrix(0.866025 -0.5"));
        Plt.XTicks([]);
        Plt.YTicks(0.5);
        Assert.That(Plt.Gcf().ToSvg(), Does.Not.Contain("matrix("), "a number is a tick, not an angle");
    }

    [Test]
    public void A_colour_bars_label_is_read_from_bottom_to_top()
    {
        var axes = new Figure().AddSubplot();
        axes.Imshow(Tensor.Eye(2), aspect: "auto");
        axes.ColorBar("loss");

        // Turned to the left, and inside of the figure.
        var place = System.Text.RegularExpressions.Regex.Match(axes.Figure.ToSvg(), @"matrix\(0 -1 1 0 ([\d.]+) ");
        Assert.That(double.Parse(place.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(595, 615));
    }

    [Test]
    public void A_histogram_of_a_matrix_has_a_series_a_column()
    {
        var axes = new Figure().AddSubplot();
        var (counts, edges) = axes.Hist(Tensor.From([[0.0, 4], [0, 4], [1, 2]]), bins: 4);
        Assert.That(edges, Is.EqualTo((double[])[0, 1, 2, 3, 4]));
        Assert.That(counts, Is.EqualTo((double[])[2, 1, 0, 0, 0, 0, 1, 2]));
        var bars = axes.ScottPlot.PlottableList.Cast<ScottPlot.Plottables.BarPlot>().ToArray();
        Assert.That(bars.Select(bar => bar.Bars[0].Position), Is.EqualTo((double[])[0.3, 0.7]).Within(1e-12));
        Assert.That(bars[0].Bars[0].FillColor, Is.Not.EqualTo(bars[1].Bars[0].FillColor));
    }

    [Test]
    public void A_colour_bar_needs_colours() =>
        Assert.That(() => new Figure().AddSubplot().ColorBar(), Throws.InvalidOperationException.With.Message.EqualTo(
            "ColorBar: nothing here has a colour map; draw an image, a contour or a scatter with c first"));
}
