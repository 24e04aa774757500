namespace Autograd.Tests.Graph;

public class FunctionalGradTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    [Test]
    public void Gradients_of_chosen_inputs_leave_every_Grad_alone()
    {
        var a = Leaf(1, 2);
        var b = Leaf(3, 4);
        a.Grad = Tensor.From([7.0, 7.0], DType.Float64);
        var grads = Functional.Grad([(a * b).Sum()], [b]);
        Assert.That(grads[0]!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 2.0 }));
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { 7.0, 7.0 }));
        Assert.That(b.Grad, Is.Null);
    }

    [Test]
    public void Intermediate_results_are_inputs_too()
    {
        var x = Leaf(1, 2);
        var h = x * 3;
        var y = (h * h).Sum();
        var grads = Functional.Grad([y], [h, x, y]);
        Assert.That(grads[0]!.ToArray<double>(), Is.EqualTo(new[] { 6.0, 12.0 }));
        Assert.That(grads[1]!.ToArray<double>(), Is.EqualTo(new[] { 18.0, 36.0 }));
        Assert.That(grads[2]!.Item(), Is.EqualTo(1));
    }

    [Test]
    public void Only_the_graph_between_is_released()
    {
        var x = Leaf(0.5);
        var h = x.Tanh();
        var y = h * h;
        Assert.That(Functional.Grad(y, h).Item(), Is.EqualTo(2 * Math.Tanh(0.5)).Within(1e-12));
        h.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(1 - Math.Tanh(0.5) * Math.Tanh(0.5)).Within(1e-12));
        Assert.That(() => Functional.Grad(y, h), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that MulBackward0 saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
    }

    [Test]
    public void Operations_off_the_path_do_not_run()
    {
        var a = Leaf(1);
        var b = Leaf(2);
        var ran = false;
        var y = a * CallbackNode.Apply(b, _ => ran = true);
        Functional.Grad(y, a);
        Assert.That(ran, Is.False);
    }

    [Test]
    public void The_same_input_twice_and_several_outputs()
    {
        var x = Leaf(2);
        var grads = Functional.Grad([x * x, x * 5], [x, x], [Tensor.From([10.0], DType.Float64), null]);
        Assert.That(grads[0]!.Item(), Is.EqualTo(45));
        Assert.That(grads[1]!.Item(), Is.EqualTo(45));
        Assert.That(grads[0]!.SharesStorage(grads[1]!), Is.False);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Results_share_no_memory(bool createGraph)
    {
        var a = Leaf(1, 2);
        var b = Leaf(3, 4);
        var seed = Tensor.From([1.0, 1.0], DType.Float64);
        var grads = Functional.Grad([a + b], [a, b], [seed], createGraph: createGraph);
        Assert.That(grads[0]!.SharesStorage(grads[1]!), Is.False);
        Assert.That(grads[0]!.SharesStorage(seed) || grads[1]!.SharesStorage(seed), Is.False);
    }

    [Test]
    public void An_unused_input_is_an_error_that_names_it()
    {
        var x = Leaf(1);
        var unused = Leaf(1, 2, 3);
        Assert.That(
            () => Functional.Grad([x * 2], [x, unused]),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Grad: input 1 of shape (3,) was not used to compute the outputs; leave it out, or pass allowUnused: true to get null for it"));
    }

    [Test]
    public void An_unused_input_is_null_if_allowed()
    {
        var x = Leaf(1);
        var grads = Functional.Grad([x * 2], [Leaf(5), x], allowUnused: true);
        Assert.That(grads[0], Is.Null);
        Assert.That(grads[1]!.Item(), Is.EqualTo(2));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        var x = Leaf(1, 2);
        Assert.That(() => Functional.Grad([], [x]), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: 0 outputs and 1 inputs; name at least one of each"));
        Assert.That(() => Functional.Grad([x], []), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: 1 outputs and 0 inputs; name at least one of each"));
        Assert.That(() => Functional.Grad([x.Sum()], [x], [null, null]), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: 2 gradients for 1 outputs; pass one for each"));
        Assert.That(
            () => Functional.Grad([x.Sum()], [x, Tensor.From([1.0], DType.Float64)]),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Grad: input 1 of shape (1,) does not require a gradient; set RequiresGrad before the computation"));
        Assert.That(() => Functional.Grad([x * 2], [x]), Throws.InvalidOperationException.With.Message.EqualTo(
            "Grad: only a single number has an implicit gradient, and this has shape (2,); reduce it with Sum() or Mean(), or "
            + "pass its gradient"), "not a scalar");
        Assert.That(() => Functional.Grad([x * 2], [x], [Tensor.From([1.0], DType.Float64)]), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: a gradient of shape (1,) for a tensor of shape (2,); they must be the same"));
    }

    [Test]
    public void RetainGraph_follows_createGraph_unless_given()
    {
        var x = Leaf(3);
        var y = x * x;
        var first = Functional.Grad(y, x, createGraph: true);
        Assert.That(first.RequiresGrad);
        Assert.That(Functional.Grad(y, x, retainGraph: true).RequiresGrad, Is.False);
        Functional.Grad(y, x);
        Assert.That(() => Functional.Grad(y, x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that MulBackward0 saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
        Assert.That(() => Functional.Grad(first, x), Throws.Nothing, "the second graph has saved values of its own");
    }

    [Test]
    public void A_view_written_after_it_was_made_is_found_in_the_graph()
    {
        var x = Leaf(1, 2, 3, 4);
        var matrix = (x * 1).View(2, 2);
        matrix.MulInPlace(Tensor.From([10.0, 100.0], DType.Float64));
        var grads = Functional.Grad([(matrix * matrix).Sum()], [matrix, x]);
        Assert.That(grads[0]!.ToArray<double>(), Is.EqualTo(new[] { 20.0, 400, 60, 800 }));
        Assert.That(grads[1]!.ToArray<double>(), Is.EqualTo(new[] { 200.0, 40000, 600, 80000 }));
    }

    [Test]
    public void A_leaf_that_another_pass_is_at_work_on_is_still_returned_and_not_accumulated()
    {
        var x = Leaf(3);
        Tensor? inner = null;
        var outer = CallbackNode.Apply(x * 2, _ => inner = Functional.Grad(x * x, x)) + x;
        outer.Backward();
        Assert.That(inner!.Item(), Is.EqualTo(6));
        Assert.That(x.Grad!.Item(), Is.EqualTo(3));
    }
}
