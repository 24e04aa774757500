using System.Xml.Linq;

namespace Autograd.Plotting.Tests.Graphs;

/// <summary>Parts that repeat are found whatever the order in which a program makes them.</summary>
public class GraphFoldingTests
{
    private readonly Tensor _w = Tensor.Ones([3, 3], requiresGrad: true);
    private readonly Tensor _u = Tensor.Ones([3, 3], requiresGrad: true);
    private readonly Tensor _h0 = Tensor.Ones([1, 3], requiresGrad: true);
    private readonly Tensor _x = Tensor.Ones(1, 3);

    [Test]
    public void A_loss_that_is_added_up_in_the_loop()
    {
        var (loss, net) = Nets.Recurrent(599);
        var picture = new Picture(GraphPlot.ToSvg(loss, net));
        Assert.That(picture.Badges, Is.EqualTo((string[])["× 599"]));
        Assert.That(picture.Titles, Is.EquivalentTo((string[])
        [
            "AddmmBackward0", "AddmmBackward0", "AddBackward0", "TanhBackward0", "AddmmBackward0", "NllLossBackward0", "AddBackward0",
            "i2h.weight", "i2h.bias", "h2h.weight", "h2h.bias", "cook.weight", "cook.bias",
        ]));
        Assert.That(picture.Loops, Is.EqualTo(2), "the state and the sum");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_last_state_alone(bool isReversed)
    {
        var h = _h0;
        for (var t = 0; t < 12; t++) h = (isReversed ? _x.MatMul(_u) + h.MatMul(_w) : h.MatMul(_w) + _x.MatMul(_u)).Tanh();
        var picture = new Picture(GraphPlot.ToSvg(h.Sum(), [("w", _w), ("u", _u), ("h0", _h0)]));
        Assert.Multiple(() =>
        {
            Assert.That(picture.Badges, Is.EqualTo((string[])["× 12"]));
            Assert.That(picture.Titles, Is.EquivalentTo((string[])
                ["MmBackward0", "MmBackward0", "AddBackward0", "TanhBackward0", "w", "u", "h0", "SumBackward0"]));
            Assert.That(picture.Labels, Is.EquivalentTo((string[])["first", "last"]));
            Assert.That(picture.Loops, Is.EqualTo(1));
            Assert.That(picture.Ports, Is.EqualTo(4), "w, u, the state in, which h0 shares, and out");
        });
    }

    [Test]
    public void The_sum_with_the_new_loss_in_front()
    {
        Tensor loss = 0;
        var h = _h0;
        for (var t = 0; t < 12; t++)
        {
            h = h.MatMul(_w).Tanh();
            loss = h.Sum() + loss;
        }

        var picture = new Picture(GraphPlot.ToSvg(loss));
        Assert.That((picture.Badges, picture.Titles.Length), Is.EqualTo(((string[])["× 12"], 6)).Using<(string[], int)>((a, b) =>
            a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2));
    }

    [Test]
    public void All_states_in_one_tensor()
    {
        var states = new List<Tensor>();
        var h = _h0;
        for (var t = 0; t < 12; t++) states.Add(h = h.MatMul(_w).Tanh());
        var picture = new Picture(GraphPlot.ToSvg(Tensor.Cat(states).Sum()));
        Assert.That(picture.Badges, Is.EqualTo((string[])["× 12"]));
        Assert.That(picture.Labels, Is.EquivalentTo((string[])["first", "all 12"]));
    }

    [Test]
    public void Layers_with_parameters_of_their_own_are_named_with_a_star()
    {
        var net = new NN.Sequential([.. Enumerable.Range(0, 6).SelectMany(_ => new NN.UnaryModule[] { new NN.Linear(4, 4), new NN.Tanh() })]);
        var picture = new Picture(GraphPlot.ToSvg(net.Forward(Tensor.Ones(2, 4)).Sum(), net));
        Assert.That(picture.Titles, Is.EquivalentTo((string[])["AddmmBackward0", "*.weight", "*.bias", "TanhBackward0", "SumBackward0"]));
    }

    [Test]
    public void Different_weights_are_different_parts()
    {
        var h = _h0;
        for (var t = 0; t < 8; t++) h = h.MatMul(_w).MatMul(_u);
        var picture = new Picture(GraphPlot.ToSvg(h.Sum(), [("w", _w), ("u", _u)]));
        Assert.That(picture.Badges, Is.EqualTo((string[])["× 8"]));
        Assert.That(picture.Titles.Count(title => title == "MmBackward0"), Is.EqualTo(2));
    }

    [Test]
    public void What_comes_from_two_steps_before_has_a_loop_of_its_own()
    {
        var (before, h) = (_h0, _h0.Tanh());
        for (var t = 0; t < 10; t++) (before, h) = (h, (h.MatMul(_w) + before).Tanh());
        var text = GraphPlot.ToSvg(h.Sum());
        Assert.That(new Picture(text).Loops, Is.EqualTo(2));
        Assert.That(text, Does.Contain("<title>to the repetition after 2</title>"));
    }

    [TestCase(0, 15)]
    [TestCase(7, 15)]
    [TestCase(6, 5)]
    public void So_many_repetitions_are_folded(int foldFrom, int boxes)
    {
        var h = _h0;
        for (var t = 0; t < 6; t++) h = h.MatMul(_w).Tanh();
        Assert.That(new Picture(GraphPlot.ToSvg(h.Sum(), options: new GraphPlotOptions { FoldFrom = foldFrom })).Titles, Has.Length.EqualTo(boxes));
    }

    [Test]
    public void The_whole_is_drawn_only_up_to_a_limit()
    {
        var h = _h0;
        for (var t = 0; t < 50; t++) h = h.MatMul(_w).Tanh();
        var options = new GraphPlotOptions { FoldFrom = 0, MaxNodes = 10 };
        Assert.That(new Picture(GraphPlot.ToSvg(h.Sum(), options: options)).Titles, Has.Length.EqualTo(11).And.Contains("…"));
    }

    /// <summary>The texts of a picture, by what they are.</summary>
    private sealed class Picture
    {
        private readonly XElement _svg;

        public Picture(string svg) => _svg = XDocument.Parse(svg).Root!;

        public string[] Badges => [.. Groups().Where(group => Class(group) == "badge").Select(Title)];

        public string[] Titles => [.. Groups().Where(group => Class(group) is not ("badge" or "block")).Select(Title)];

        public string[] Labels => [.. Elements("text").Where(text => Class(text) == "label").Select(text => text.Value)];

        public int Loops => Elements("path").Count(path => Class(path) == "loop");

        public int Ports => Elements("circle").Count();

        private IEnumerable<XElement> Groups() => Elements("g");

        private IEnumerable<XElement> Elements(string name) => _svg.Descendants().Where(element => element.Name.LocalName == name);

        private static string? Class(XElement element) => (string?)element.Attribute("class");

        private static string Title(XElement group) => group.Elements().First(element => element.Name.LocalName == "text").Value;
    }
}
