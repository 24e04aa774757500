using System.Xml.Linq;
using SkiaSharp;

namespace Autograd.Plotting.Tests;

/// <summary>Files: the same bits each time, well-formed, of the kind that their names say.</summary>
[NonParallelizable]
public sealed class OutputTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("plots").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        Figure.Viewer = null;
        Plt.Close("all");
        Directory.Delete(_folder, recursive: true);
    }

    [TestCaseSource(typeof(Figures), nameof(Figures.All))]
    public void The_same_figure_gives_the_same_bits(Func<Figure> make)
    {
        var (one, other) = (make(), make());
        Assert.That(one.ToPng(), Is.EqualTo(other.ToPng()));
        Assert.That(one.ToSvg(), Is.EqualTo(other.ToSvg()));
        Assert.That(one.ToHtml(), Is.EqualTo(other.ToHtml()));
        Assert.That(one.ToSvg(), Is.EqualTo(one.ToSvg()), "drawn again");
        Assert.That(one.ToPng(), Is.EqualTo(one.ToPng()), "drawn again");
    }

    [Test]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var expected = Figures.Everything().ToSvg();
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            var comma = (System.Globalization.CultureInfo)culture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            Thread.CurrentThread.CurrentCulture = comma;
            Assert.That(Figures.Everything().ToSvg(), Is.EqualTo(expected));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Test]
    public void A_figure_has_100_pixels_an_inch_and_dpi_more()
    {
        var figure = new Figure((3, 2));
        using var normal = SKBitmap.Decode(figure.ToPng());
        using var fine = SKBitmap.Decode(figure.ToPng(dpi: 250));
        Assert.That((normal.Width, normal.Height, fine.Width, fine.Height), Is.EqualTo((300, 200, 750, 500)));
        using var odd = SKBitmap.Decode(new Figure((15, 5)).ToPng(dpi: 66));
        Assert.That((odd.Width, odd.Height), Is.EqualTo((990, 330)));
        Assert.That(odd.GetPixel(989, 329), Is.EqualTo(SKColors.White), "to the last pixel");
        using var standard = SKBitmap.Decode(new Figure().ToPng());
        Assert.That((standard.Width, standard.Height), Is.EqualTo((640, 480)));
    }

    [Test]
    public void SVG_is_well_formed_named_and_of_its_size()
    {
        var svg = XDocument.Parse(Figures.Everything().ToSvg()).Root!;
        Assert.That(svg.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(svg.Attribute("viewBox")!.Value, Is.EqualTo("0 0 900 600"));
        Assert.That(svg.Attribute("aria-label")!.Value, Is.EqualTo("all; title"));
        Assert.That(svg.Descendants().Count(element => element.Name.LocalName == "style"), Is.EqualTo(1));
    }

    [Test]
    public void Each_minor_line_of_a_logarithmic_axis_is_seen_and_lighter_than_the_others()
    {
        var axes = new Figure((4, 3)).AddSubplot();
        axes.SetYLim(1, 1000);
        axes.SetYScale("log");
        axes.Grid(which: "both");
        axes.Plot([0, 1], [-1, -1]);
        var svg = axes.Figure.ToSvg();
        using var picture = SKBitmap.Decode(axes.Figure.ToPng());
        var frame = axes.ScottPlot.RenderManager.LastRender.DataRect;

        // Between the frame's sides, where no vertical line of the grid is.
        var shades = Enumerable.Range((int)frame.Top + 2, (int)frame.Height - 4).Select(y => picture.GetPixel((int)frame.Left + 6, y).Red).Where(red => red < 250).ToArray();
        Assert.That(shades.Count(red => red < 190), Is.EqualTo(2), "major lines at 10 and 100");
        Assert.That(shades.Count(red => red >= 190), Is.EqualTo(24), "minor lines at 2, 3, ..., 9 times 1, 10 and 100");
        var ticks = Enumerable.Range((int)frame.Top + 2, (int)frame.Height - 4).Select(y => picture.GetPixel((int)frame.Left - 2, y).Red).Where(red => red < 250).ToArray();
        Assert.That((ticks.Count(red => red < 50), ticks.Count(red => red >= 50)), Is.EqualTo((2, 24)));
        Assert.That(axes.Figure.ToSvg(), Is.EqualTo(svg), "the lines have their widths again");
    }

    [Test]
    public void Two_figures_on_a_page_share_no_name()
    {
        var (one, other) = (Figures.Lines(), Figures.Bars());
        Assert.That(Names(one.ToSvg()).Intersect(Names(other.ToSvg())), Is.Empty);
        Assert.That(Names(one.ToSvg()), Is.Not.Empty);

        static string[] Names(string svg) => [.. System.Text.RegularExpressions.Regex.Matches(svg, "\\bid=\"([^\"]*)\"").Select(match => match.Groups[1].Value)];
    }

    [Test]
    public void Each_reference_in_SVG_has_its_target()
    {
        var svg = Figures.Everything().ToSvg();
        var names = System.Text.RegularExpressions.Regex.Matches(svg, "\\bid=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToHashSet();
        var references = System.Text.RegularExpressions.Regex.Matches(svg, "(?:url\\(#|href=\"#)([^\")]*)").Select(match => match.Groups[1].Value).ToArray();
        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Where(reference => !names.Contains(reference)), Is.Empty);
    }

    [Test]
    public void SaveFig_writes_what_the_name_ends_with_and_makes_the_folder()
    {
        var figure = Figures.Lines();
        foreach (var name in (string[])["a.png", "b.svg", "c.html", "sub/d.png", "e"]) figure.SaveFig(Path.Combine(_folder, name));
        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "a.png"))[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "b.svg")), Is.EqualTo(figure.ToSvg()));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "c.html")), Does.StartWith("<!DOCTYPE html>").And.Contain("<figure>"));
        Assert.That(File.Exists(Path.Combine(_folder, "sub/d.png")) && File.Exists(Path.Combine(_folder, "e.png")));
        Assert.That(() => figure.SaveFig("a.bmp"), Throws.ArgumentException.With.Message.EqualTo(
            "SaveFig: \"a.bmp\" ends neither with .png nor .svg nor .html (Parameter 'path')"));
    }

    [Test]
    public void SaveAll_puts_all_figures_on_one_page()
    {
        Plt.Close("all");
        for (var i = 1; i <= 3; i++)
        {
            Plt.Figure((2, 2));
            Plt.Plot([i, 2 * i]);
            Plt.Title($"figure {i}");
        }

        var path = Path.Combine(_folder, "page/all.html");
        Plt.SaveAll(path, "Three & more");
        var page = File.ReadAllText(path);
        Assert.That(page.Split("<figure>"), Has.Length.EqualTo(4));
        Assert.That(page.Split("@font-face"), Has.Length.EqualTo(2), "one font for all");
        Assert.That(page, Does.Contain("<title>Three &amp; more</title>").And.Contain("aria-label=\"figure 3\""));
    }

    [Test]
    public void Show_gives_the_figure_to_the_viewer_and_the_next_plot_begins_a_new_one()
    {
        Plt.Close("all");
        var viewer = new Viewer();
        Figure.Viewer = viewer;
        Plt.Plot([1, 2]);
        var first = Plt.Gcf();
        Plt.Show();
        Plt.Plot([3, 4]);
        var second = Plt.Gcf();
        var third = Plt.Figure();
        Plt.Show();
        Plt.Show();
        Assert.That(viewer.Shown, Is.EqualTo((Figure[])[first, second, third]), "each once");
        Assert.That(Plt.Figures, Is.EqualTo((Figure[])[first, second, third]));
    }

    [Test]
    public void Show_without_a_viewer_writes_a_file_and_says_where()
    {
        var (output, console) = (new StringWriter(), Console.Out);
        Console.SetOut(output);
        var figure = new Figure((1, 1));
        try
        {
            figure.Show();
            figure.Show();
        }
        finally
        {
            Console.SetOut(console);
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[1], Is.EqualTo(lines[0]), "a figure keeps its file");
        var path = lines[0].Trim()["Figure: ".Length..];
        Assert.That(Path.GetDirectoryName(path), Is.EqualTo(Path.Combine(Path.GetTempPath(), "figures")));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(figure.ToPng()));
        File.Delete(path);
    }

    private sealed class Viewer : IFigureViewer
    {
        internal List<Figure> Shown { get; } = [];

        public void Show(Figure figure) => Shown.Add(figure);
    }
}
