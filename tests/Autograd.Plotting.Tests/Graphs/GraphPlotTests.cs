using System.Reflection;
using System.Xml.Linq;

namespace Autograd.Plotting.Tests.Graphs;

/// <summary>What a picture says, its options and errors.</summary>
public class GraphPlotTests
{
    private Tensor _w = null!;

    [SetUp]
    public void NewLeaf() => _w = Tensor.From([[1.0, 2], [3, 4]], requiresGrad: true);

    [Test]
    public void A_picture_has_a_title_a_description_and_tooltips()
    {
        var (loss, net) = Nets.Mlp();
        var svg = XDocument.Parse(GraphPlot.ToSvg(loss, net, new GraphPlotOptions { Title = "A & <b>" })).Root!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)svg.Attribute("role"), Is.EqualTo("img"));
            Assert.That((string?)svg.Attribute("aria-label"), Is.EqualTo("A & <b>. The graph of a tensor: 4 operations, 4 parameters."));
            Assert.That(svg.Elements().First().Value, Is.EqualTo("A & <b>"));
            Assert.That(svg.Descendants().Where(element => element.Name.LocalName == "title").Select(title => title.Value),
                Does.Contain("0.weight\n(50, 784) Float32"));
        });
    }

    [Test]
    public void Norms_are_those_of_the_gradients_and_nothing_else_changes()
    {
        var y = _w.MatMul(_w).Sum();
        var svg = GraphPlot.ToSvg(y, [("w", _w)], new GraphPlotOptions { Gradients = GraphGradients.Norm });
        Assert.That(_w.Grad, Is.Null);
        y.Backward();
        var norm = Math.Sqrt(_w.Grad!.Square().Sum().Item());
        Assert.That(svg, Does.Contain($">grad norm {norm:F1}<"));
        Assert.That(svg, Does.Contain(">MmBackward0</text><text class=\"detail\"").And.Contain(">grad norm 2<"));
    }

    [Test]
    public void No_hook_stays_in_the_graph()
    {
        var y = _w.Exp();
        GraphPlot.ToSvg(y.Sum(), options: new GraphPlotOptions { Gradients = GraphGradients.Norm });
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var ofNode = typeof(Node).GetField("Hooks", any)!.GetValue(y.GradFn)!;
        var hooks = ofNode.GetType().GetProperty("PreHooks", any)!.GetValue(ofNode)!;
        Assert.That(hooks.GetType().GetProperty("IsEmpty", any)!.GetValue(hooks), Is.True);
    }

    [Test]
    public void Values_are_shown_of_few_elements_and_their_extremes_of_many()
    {
        var many = Tensor.Arange(8.0).Detach();
        many.RequiresGrad = true;
        var options = new GraphPlotOptions { Gradients = GraphGradients.Values };
        Assert.That(GraphPlot.ToSvg((many * Tensor.Arange(8)).Sum(), options: options), Does.Contain(">grad 0 … 7<"));
        Assert.That(GraphPlot.ToSvg((_w * 0.5).Sum(), options: options), Does.Contain(">grad [0.5, 0.5, 0.5, 0.5]<"));
    }

    [Test]
    public void A_gradient_that_does_not_arrive_is_said_to_be_none()
    {
        var (values, _) = _w.Max(1);
        Assert.That(
            GraphPlot.ToSvg(values.Sum(), options: new GraphPlotOptions { Gradients = GraphGradients.Norm }), Does.Not.Contain("no gradient"));
        var chunks = _w.Chunk(2);
        Assert.That(
            GraphPlot.ToSvg(chunks[0].Sum(), options: new GraphPlotOptions { Gradients = GraphGradients.Norm }), Does.Contain("no gradient"));
    }

    [Test]
    public void A_vanishing_gradient_is_seen_from_first_to_last()
    {
        var h = Tensor.Ones(1, 2);
        for (var t = 0; t < 20; t++) h = (h.MatMul(_w) * 0.01).Tanh();
        Assert.That(
            GraphPlot.ToSvg(h.Sum(), options: new GraphPlotOptions { Gradients = GraphGradients.Norm }),
            Does.Match(@">grad norm \d\.\d+e-2\d \(first\) … 1.41 \(last\)<"));
    }

    [Test]
    public void What_operations_save_is_listed()
    {
        var (loss, net) = Nets.Mlp();
        var svg = GraphPlot.ToSvg(loss, net, new GraphPlotOptions { ShowSaved = true });
        Assert.That(svg, Does.Contain(">saves x (32, 784) Float32<").And.Contain(">saves weight (10, 50) Float32<").And.Contain(">saves (32, 50) Float32<"));
        Assert.That(GraphPlot.ToSvg(loss, net), Does.Not.Contain("saves"));
    }

    [Test]
    public void Outputs_are_numbered_where_there_are_several()
    {
        var parts = _w.Chunk(2);
        var svg = GraphPlot.ToSvg(parts[1].Sum() + parts[0].Mean(), [("first", parts[0])]);
        Assert.That(svg, Does.Contain(">0: first (1, 2) Float32<").And.Contain(">1: (1, 2) Float32<"));
        Assert.That(svg, Does.Match("class=\"label\"[^>]*>0<").And.Match("class=\"label\"[^>]*>1<"));
    }

    [TestCase(GraphDirection.TopToBottom)]
    [TestCase(GraphDirection.LeftToRight)]
    [TestCase(GraphDirection.BottomToTop)]
    [TestCase(GraphDirection.RightToLeft)]
    public void The_result_is_at_the_end(GraphDirection direction)
    {
        var svg = XDocument.Parse(GraphPlot.ToSvg(_w.Exp().Sum(), options: new GraphPlotOptions { Direction = direction })).Root!;
        var (leaf, result) = (Place("leaf"), Place("result"));
        var (dx, dy) = (Math.Sign(Math.Round(result.X - leaf.X)), Math.Sign(Math.Round(result.Y - leaf.Y)));
        Assert.That((dx, dy), Is.EqualTo(direction switch
        {
            GraphDirection.TopToBottom => (0, 1),
            GraphDirection.LeftToRight => (1, 0),
            GraphDirection.BottomToTop => (0, -1),
            _ => (-1, 0),
        }));

        (double X, double Y) Place(string name)
        {
            var box = svg.Elements().First(element => (string?)element.Attribute("class") == name).Elements().First(element => element.Name.LocalName == "rect");
            return ((double)box.Attribute("x")! + (double)box.Attribute("width")! / 2, (double)box.Attribute("y")! + (double)box.Attribute("height")! / 2);
        }
    }

    [Test]
    public void Themes_are_style_sheets()
    {
        var svgs = Enum.GetValues<GraphTheme>().Select(theme => GraphPlot.ToSvg(_w.Sum(), options: new GraphPlotOptions { Theme = theme })).ToArray();
        Assert.That(svgs.Select(svg => svg.Contains("prefers-color-scheme")), Is.EqualTo((bool[])[true, false, false]));
        Assert.That(svgs.Select(svg => svg.Contains("#ffffff")), Is.EqualTo((bool[])[true, true, false]));
    }

    [Test]
    public void A_leaf_is_a_graph_of_its_own() => Assert.That(GraphPlot.ToSvg(_w, [("w", _w)]), Does.Contain(">w<"));

    [Test]
    public void A_picture_is_written_to_a_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"graph-{Guid.NewGuid():N}.svg");
        try
        {
            var (loss, net) = Nets.Mlp();
            loss.SaveGraph(path, net);
            Assert.That(File.ReadAllText(path), Is.EqualTo(GraphPlot.ToSvg(loss, net)));
            Assert.That(File.ReadAllText(path), Does.Contain("@font-face{font-family:\"Autograd Sans\";src:url(data:font/woff;base64,"));
            loss.SaveGraph(path, net.NamedParameters());
            Assert.That(File.ReadAllText(path), Is.EqualTo(GraphPlot.ToSvg(loss, net)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Errors_say_what_is_wrong() => Assert.Multiple(() =>
    {
        Assert.That(() => GraphPlot.ToSvg(Tensor.Ones(2)), Throws.InvalidOperationException.With.Message.EqualTo(
            "ToSvg: the tensor of shape (2,) has no graph: nothing it was computed from requires a gradient; set RequiresGrad before the computation"));
        Assert.That(() => GraphPlot.ToSvg(_w, [("a", null!)]), Throws.ArgumentException.With.Message.EqualTo(
            "ToSvg: the tensor named \"a\" is null; name tensors alone (Parameter 'names')"));
        Assert.That(() => GraphPlot.ToSvg(_w, options: new GraphPlotOptions { FoldFrom = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message
            .EqualTo("ToSvg: FoldFrom is 1; a part repeats at least 2 times, and 0 folds nothing (Parameter 'options')"));
        Assert.That(() => GraphPlot.ToSvg(_w, options: new GraphPlotOptions { MaxNodes = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message
            .EqualTo("ToSvg: MaxNodes is 0; it must be at least 1 (Parameter 'options')"));
        Assert.That(() => GraphPlot.ToSvg(null!), Throws.ArgumentNullException);
        Assert.That(() => GraphPlot.ToSvg(_w, (NN.Module)null!), Throws.ArgumentNullException);
        Assert.That(() => _w.Sum().SaveGraph("g.png"), Throws.ArgumentException.With.Message
            .EqualTo("SaveGraph: \"g.png\" does not end with .svg; a graph is written as SVG alone (Parameter 'path')"));
        Assert.That(() => Tensor.Zeros(2).SaveGraph("g.svg"), Throws.InvalidOperationException.With.Message.StartsWith("SaveGraph: the tensor of shape (2,)"));
        Assert.That(() => _w.SaveGraph(null!), Throws.ArgumentNullException);
        var y = _w.Exp().Sum();
        y.Backward();
        Assert.That(() => GraphPlot.ToSvg(y, options: new GraphPlotOptions { Gradients = GraphGradients.Norm }), Throws.InvalidOperationException
            .With.Message.Contains("released by an earlier Backward"));
    });
}
