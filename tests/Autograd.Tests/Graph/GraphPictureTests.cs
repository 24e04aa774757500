using Autograd.NN;

namespace Autograd.Tests.Graph;

public class GraphPictureTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    [Test]
    public void Mermaid_of_a_small_graph()
    {
        var (w, x) = (Leaf(1, 2), Leaf(3));
        var loss = (w * x).Sum();
        Assert.That(GraphPicture.Mermaid(loss, [("w", w)]), Is.EqualTo(
            """
            flowchart TD
                n0["Sum<br/>() Float64"]
                n1["Mul<br/>(2,) Float64"]
                n2(["w<br/>(2,) Float64"]):::leaf
                n3(["leaf<br/>(1,) Float64"]):::leaf
                n1 --> n0
                n2 --> n1
                n3 --> n1
                classDef leaf fill:#dbeafe,stroke:#2563eb,color:#111

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Dot_of_a_network_names_its_parameters()
    {
        var net = new Sequential(new Linear(3, 4), new Tanh(), new Linear(4, 2));
        var loss = new MSELoss().Forward(net.Forward(Tensor.Ones(5, 3)), Tensor.Zeros(5, 2));
        var dot = GraphPicture.Dot(loss, net.NamedParameters());
        Assert.That(dot, Does.StartWith("digraph {").And.EndWith("}\n"));
        foreach (var (name, parameter) in net.NamedParameters())
            Assert.That(dot, Does.Contain($"[label=\"{name}\\n{parameter.Shape} Float32\", style=filled"));
        Assert.That(dot, Does.Contain("[label=\"Tanh\\n(5, 4) Float32\"]"));
        Assert.That(dot.Split(" -> ").Length - 1, Is.GreaterThanOrEqualTo(7));
    }

    [Test]
    public void Shared_nodes_are_drawn_once_and_every_use_is_an_arrow()
    {
        var x = Leaf(2);
        var y = x * x;
        var picture = GraphPicture.Mermaid(y + y);
        Assert.That(picture.Split("Mul<br/>").Length - 1, Is.EqualTo(1));
        Assert.That(picture.Split("n1 --> n0").Length - 1, Is.EqualTo(2));
        Assert.That(picture.Split("n2 --> n1").Length - 1, Is.EqualTo(2));
    }

    [Test]
    public void Intermediate_results_and_several_outputs_have_names()
    {
        var x = Leaf(1, 2, 3, 4);
        var h = x * 2;
        var (values, _) = h.Max(dim: 0);
        var both = new Halves().Apply(h);
        var picture = GraphPicture.Mermaid(values + both[1].Sum(), [("hidden", h), ("second \"half\"", both[1])]);
        Assert.That(picture, Does.Contain("\"Mul<br/>hidden: (4,) Float64\""));
        Assert.That(picture, Does.Contain("Halves<br/>(2,) Float64<br/>second #quot;half#quot;: (2,) Float64"));
        Assert.That(picture, Does.Contain("-->|output 1|"));
        Assert.That(GraphPicture.Dot(both[0]), Does.Contain("[label=\"output 0\\n(2,) Float64\"]"));
    }

    private sealed class Halves : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs) => [inputs[0][..2] * 1, inputs[0][2..] * 1];

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads) => [Tensor.Cat(grads)];
    }

    [Test]
    public void A_large_graph_is_cut_and_a_deep_one_is_no_danger()
    {
        var x = Leaf(1);
        var y = x;
        for (var i = 0; i < 100_000; i++) y = y * 1.0;
        var picture = GraphPicture.Dot(y, maxNodes: 10);
        Assert.That(picture.Split("[label=\"Mul").Length - 1, Is.EqualTo(10));
        Assert.That(picture, Does.Contain("more of the graph"));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Assert.That(() => GraphPicture.Dot(Tensor.Ones(2)), Throws.InvalidOperationException.With.Message.EqualTo(
            "GraphPicture: the tensor of shape (2,) has no graph: nothing it was computed from requires a gradient; "
            + "set RequiresGrad before the computation"));
        Assert.That(() => GraphPicture.Mermaid(Leaf(1), maxNodes: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "GraphPicture: maxNodes is 0; it must be at least 1 (Parameter 'maxNodes')"));
        Assert.That(GraphPicture.Mermaid(Leaf(1), [("x", Tensor.Ones(1))]), Does.Contain("n0([\"leaf<br/>(1,) Float64\"])"));
    }
}
