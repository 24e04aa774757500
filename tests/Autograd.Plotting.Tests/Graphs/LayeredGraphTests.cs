using Autograd.Plotting.Graphs;

namespace Autograd.Plotting.Tests.Graphs;

/// <summary>What holds of every layered drawing.</summary>
public class LayeredGraphTests
{
    [TestCase(1, 0, 1)]
    [TestCase(2, 1, 2)]
    [TestCase(12, 16, 3)]
    [TestCase(12, 40, 4)]
    [TestCase(60, 90, 5)]
    [TestCase(60, 300, 6)]
    [TestCase(300, 500, 7)]
    [TestCase(5000, 7000, 8)]
    public void Boxes_do_not_overlap_and_lines_go_along_and_around_them(int boxes, int lines, int seed)
    {
        var graph = Random(boxes, lines, seed);
        graph.Arrange();
        var real = graph.Vertices.Where(vertex => !vertex.IsLane).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(graph.Layers.SelectMany(layer => layer.Zip(layer.Skip(1))).Min(pair => (double?)Left(pair.Second) - Right(pair.First)),
                Is.Null.Or.GreaterThan(LayeredGraph.LaneGap - 1e-6), "gap between neighbours");
            Assert.That(graph.Layers.Zip(graph.Layers.Skip(1)).Min(pair => (double?)pair.Second.Min(Top) - pair.First.Max(Bottom)),
                Is.Null.Or.GreaterThan(1), "gap between layers");
            Assert.That(graph.Lines.Where(line => Math.Abs(line.Points[0].Y - Bottom(graph.Vertices[line.From])) > 1e-6
                || Math.Abs(line.Points[^1].Y - Top(graph.Vertices[line.To])) > 1e-6), Is.Empty, "ends along");
            Assert.That(graph.Lines.Where(line => IsBeside(line.Points[0].X, graph.Vertices[line.From])
                || IsBeside(line.Points[^1].X, graph.Vertices[line.To])), Is.Empty, "ends across");
            Assert.That(real.Min(Left), Is.GreaterThan(-1e-6));
            Assert.That(real.Max(Right), Is.LessThan(graph.Size.Across + 1e-6));
        });

        // A few hundred lines of a large graph will do.
        var looked = graph.Lines.Where((_, i) => i % Math.Max(1, lines / 300) == 0).ToArray();
        var touched = looked.Where(line => Curve(line).Any(point => IsInside(graph, line, point)));
        Assert.That(touched.Count(), Is.Zero, "lines through boxes");
        Assert.That(looked.All(line => Curve(line).Zip(Curve(line).Skip(1)).All(pair => pair.Second.Y >= pair.First.Y - 1e-6)), "lines that turn back");
    }

    [Test]
    public void A_drawing_is_the_same_every_time()
    {
        var (first, second) = (Random(80, 150, 9), Random(80, 150, 9));
        first.Arrange();
        second.Arrange();
        Assert.That(second.Lines.SelectMany(line => line.Points), Is.EqualTo(first.Lines.SelectMany(line => line.Points)));
    }

    [TestCase(3, 40)]
    [TestCase(6, 6)]
    public void Trees_have_no_crossings(int branches, int perBranch)
    {
        var graph = new LayeredGraph();
        var root = graph.Add(80, 30);
        for (var b = 0; b < branches; b++)
        {
            var below = root;
            for (var i = 0; i < perBranch; i++)
            {
                var box = graph.Add(60 + 7 * i % 40, 30);
                graph.Connect(new LayeredGraph.Line { From = box.Index, To = below.Index });
                below = box;
            }
        }

        graph.Arrange();
        Assert.That(LayerOrder.Crossings(graph), Is.Zero);
    }

    [Test]
    public void A_chain_is_a_straight_line_and_leaves_stand_beside_it()
    {
        var graph = new LayeredGraph();
        var last = graph.Add(100, 40);
        for (var i = 0; i < 5; i++)
        {
            var next = graph.Add(80 + 10 * i, 40);
            graph.Connect(new LayeredGraph.Line { From = last.Index, To = next.Index });
            var leaf = graph.Add(90, 40, isLeaf: true);
            graph.Connect(new LayeredGraph.Line { From = leaf.Index, To = next.Index, IsLight = true });
            last = next;
        }

        graph.Arrange();
        var chain = graph.Vertices.Where(vertex => !vertex.IsLeaf).ToArray();
        Assert.That(chain.Max(vertex => vertex.X) - chain.Min(vertex => vertex.X), Is.LessThan(1));
        foreach (var leaf in graph.Vertices.Where(vertex => vertex.IsLeaf))
            Assert.That(leaf.Layer, Is.EqualTo(leaf.Out[0].To.Layer - 1));
    }

    [Test]
    public void A_line_from_a_small_box_passes_below_the_large_one_beside_it()
    {
        var graph = new LayeredGraph();
        var (small, large, below, aside) = (graph.Add(40, 20), graph.Add(300, 200), graph.Add(40, 20), graph.Add(40, 20));
        graph.Connect(new LayeredGraph.Line { From = small.Index, To = aside.Index });
        graph.Connect(new LayeredGraph.Line { From = large.Index, To = below.Index });
        var line = graph.Connect(new LayeredGraph.Line { From = small.Index, To = below.Index, IsLight = true });
        graph.Arrange();
        Assert.That(Curve(line).Where(point => IsInside(graph, line, point)), Is.Empty);
        Assert.That(Math.Abs(below.X - large.X), Is.LessThan(100), "the line has to go below");
    }

    [Test]
    public void Medians_remove_the_crossings_of_a_twisted_ladder()
    {
        var graph = new LayeredGraph();
        for (var i = 0; i < 8; i++) graph.Add(40, 20);
        for (var i = 0; i < 8; i++) graph.Add(40, 20);
        for (var i = 0; i < 8; i++) graph.Connect(new LayeredGraph.Line { From = i, To = 8 + i * 3 % 8 });
        graph.Arrange();
        Assert.That(LayerOrder.Crossings(graph), Is.Zero);
    }

    [Test]
    public void A_fit_keeps_the_gaps_and_is_the_closest()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var count = random.Next(1, 7);
            var wanted = Enumerable.Range(0, count).Select(_ => random.NextDouble() * 20).ToArray();
            var weights = Enumerable.Range(0, count).Select(_ => 0.1 + random.NextDouble()).ToArray();
            var gaps = Enumerable.Range(0, count).Select(_ => random.NextDouble() * 5).ToArray();
            var fitted = LayerPositions.Fit(wanted, weights, gaps);
            for (var i = 1; i < count; i++) Assert.That(fitted[i] - fitted[i - 1], Is.GreaterThan(gaps[i - 1] - 1e-9));

            // No other allowed point is closer.
            for (var trial = 0; trial < 50; trial++)
            {
                var other = new double[count];
                for (var i = 0; i < count; i++)
                    other[i] = Math.Max(fitted[i] + random.NextDouble() - 0.5, i == 0 ? double.NegativeInfinity : other[i - 1] + gaps[i - 1]);
                Assert.That(Cost(other), Is.GreaterThan(Cost(fitted) - 1e-9));
            }

            double Cost(double[] x) => x.Select((value, i) => weights[i] * Math.Pow(value - wanted[i], 2)).Sum();
        }
    }

    // A line to a node from one of the last few, as graphs of nets have them, and now and then from far away.
    private static LayeredGraph Random(int boxes, int lines, int seed)
    {
        var random = new Random(seed);
        var graph = new LayeredGraph();
        for (var i = 0; i < boxes; i++) graph.Add(40 + random.Next(120), 20 + random.Next(60), isLeaf: random.Next(5) == 0);
        for (var i = 0; i < lines && boxes > 1; i++)
        {
            var to = random.Next(1, boxes);
            var reach = random.Next(50) == 0 ? 60 : 6;
            var from = Math.Max(0, to - 1 - random.Next(reach));
            graph.Connect(new LayeredGraph.Line { From = from, To = to, IsLight = random.Next(4) == 0 });
        }

        return graph;
    }

    private static IEnumerable<(double X, double Y)> Curve(LayeredGraph.Line line)
    {
        for (var i = 0; i + 3 < line.Points.Count; i += 3)
            for (var t = 0.0; t <= 1; t += 0.125)
            {
                var (a, b, c, d) = (line.Points[i], line.Points[i + 1], line.Points[i + 2], line.Points[i + 3]);
                yield return (Cubic(a.X, b.X, c.X, d.X, t), Cubic(a.Y, b.Y, c.Y, d.Y, t));
            }

        static double Cubic(double a, double b, double c, double d, double t) =>
            a * (1 - t) * (1 - t) * (1 - t) + 3 * b * t * (1 - t) * (1 - t) + 3 * c * t * t * (1 - t) + d * t * t * t;
    }

    private static bool IsInside(LayeredGraph graph, LayeredGraph.Line line, (double X, double Y) point)
    {
        for (var layer = graph.Vertices[line.From].Layer; layer <= graph.Vertices[line.To].Layer; layer++)
            foreach (var box in graph.Layers[layer])
                if (!box.IsLane && box.Index != line.From && box.Index != line.To
                    && point.X > Left(box) + 0.01 && point.X < Right(box) - 0.01 && point.Y > Top(box) + 0.01 && point.Y < Bottom(box) - 0.01)
                    return true;
        return false;
    }

    private static bool IsBeside(double x, LayeredGraph.Vertex box) => x < Left(box) || x > Right(box);

    private static double Left(LayeredGraph.Vertex vertex) => vertex.X - vertex.Across / 2;

    private static double Right(LayeredGraph.Vertex vertex) => vertex.X + vertex.Across / 2;

    private static double Top(LayeredGraph.Vertex vertex) => vertex.Y - vertex.Along / 2;

    private static double Bottom(LayeredGraph.Vertex vertex) => vertex.Y + vertex.Along / 2;
}
