namespace Autograd.Tests.Graph;

public class BackwardTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    [Test]
    public void Gradients_accumulate_over_passes_until_zeroed()
    {
        var x = Leaf(1, 2);
        (x * 3).Sum().Backward();
        (x * x).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 5.0, 7.0 }));
        x.ZeroGrad();
        Assert.That(x.Grad, Is.Null);
        (x * 3).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 3.0 }));
    }

    [Test]
    public void A_leaf_used_many_times_gets_the_sum()
    {
        var x = Leaf(2);
        (x * x + x * x * x + x - x / x).Sum().Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(4 + 12 + 1).Within(1e-12));
    }

    [Test]
    public void Two_gradients_never_share_memory()
    {
        var a = Leaf(1, 2);
        var b = Leaf(3, 4);
        var seed = Tensor.From([1.0, 1.0], DType.Float64);
        (a + b).Backward(seed);
        Assert.That(a.Grad!.SharesStorage(b.Grad!), Is.False);
        Assert.That(a.Grad!.SharesStorage(seed), Is.False);
        Assert.That(b.Grad!.SharesStorage(seed), Is.False);
        a.Grad!.AddInPlace(10);
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1.0 }));
        Assert.That(seed.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1.0 }));
    }

    [Test]
    public void A_gradient_that_is_a_view_is_copied()
    {
        var x = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }, requiresGrad: true);
        var seed = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } });
        x.T.Backward(seed);
        Assert.That(x.Grad!.IsContiguous);
        Assert.That(x.Grad!.SharesStorage(seed), Is.False);
        x.ZeroGrad();
        x.Sum().Backward();
        Assert.That(x.Grad!.HasOverlap, Is.False, "an expanded gradient is one number in memory");
        x.Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 2, 2, 2 }));
    }

    [Test]
    public void A_gradient_set_by_hand_is_added_to_whatever_its_strides()
    {
        var x = Leaf(1, 2, 3);
        x.Grad = Tensor.Ones([1], DType.Float64).Expand(3);
        (x * 2).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 3, 3 }));

        var m = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }, requiresGrad: true);
        m.Grad = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }).T;
        (m * 2).Sum().Backward();
        Assert.That(m.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 5, 4, 6 }));
    }

    [Test]
    public void RetainGraph_allows_another_pass()
    {
        var x = Leaf(2);
        var y = x * x * x;
        y.Backward(null, retainGraph: true);
        y.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(24));
        Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that MulBackward0 saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
        Assert.That(x.Grad!.Item(), Is.EqualTo(24), "a refused pass adds nothing");
    }

    [Test]
    public void A_shared_part_of_two_graphs_needs_retainGraph()
    {
        var x = Leaf(2);
        var shared = x * x;
        var first = (shared * 2).Sum();
        var second = (shared * 3).Sum();
        first.Backward();
        Assert.That(() => second.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that MulBackward0 saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
    }

    [Test]
    public void The_gradient_of_a_vector_result_is_passed_in()
    {
        var x = Leaf(1, 2, 3);
        (x * x).Backward(Tensor.From([1.0, 10.0, 100.0], DType.Float64));
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 40, 600 }));
    }

    [Test]
    public void A_leaf_can_be_differentiated_by_itself()
    {
        var x = Leaf(5);
        x.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(1));
    }

    [Test]
    public void Gradients_have_the_leafs_shape_and_type()
    {
        var small = Tensor.From([1f, 2f, 3f], requiresGrad: true);
        var column = Tensor.From(new[,] { { 1.0 }, { 2.0 } }, requiresGrad: true);
        var number = Tensor.From(2.0, DType.Float64, requiresGrad: true);
        (small * column * number).Sum().Backward();
        Assert.That(small.Grad!.DType, Is.EqualTo(DType.Float32));
        Assert.That(small.Grad!.ToArray<float>(), Is.EqualTo(new[] { 6f, 6f, 6f }));
        Assert.That(column.Grad!.Shape, Is.EqualTo(Shape.Create(2, 1)));
        Assert.That(column.Grad!.ToArray<double>(), Is.EqualTo(new[] { 12.0, 12.0 }));
        Assert.That(number.Grad!.NDim, Is.Zero);
        Assert.That(number.Grad!.Item(), Is.EqualTo(18));
    }

    [Test]
    public void RetainGrad_keeps_the_gradient_of_an_intermediate_result()
    {
        var x = Leaf(1, 2);
        var h = x * 3;
        var other = h * 1;
        h.RetainGrad();
        h.RetainGrad();
        (other * other).Sum().Backward();
        Assert.That(h.Grad!.ToArray<double>(), Is.EqualTo(new[] { 6.0, 12.0 }), "once, however often it was asked for");
        Assert.That(other.Grad, Is.Null);
        h.Grad!.AddInPlace(100);
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 18.0, 36.0 }), "and it shares memory with none");
    }

    [Test]
    public void RetainGrad_of_the_result_itself_and_of_a_leaf()
    {
        var x = Leaf(3);
        x.RetainGrad();
        var y = x * x;
        y.RetainGrad();
        y.Backward();
        Assert.That(y.Grad!.Item(), Is.EqualTo(1));
        Assert.That(x.Grad!.Item(), Is.EqualTo(6));
    }

    [Test]
    public void NextFunctions_show_the_graph()
    {
        var x = Leaf(1);
        var y = (x * 2).Tanh() + Tensor.From([1.0], DType.Float64);
        Assert.That(y.GradFn!.Name, Is.EqualTo("AddBackward0"));
        Assert.That(y.GradFn.NextFunctions[0]!.Name, Is.EqualTo("TanhBackward0"));
        Assert.That(y.GradFn.NextFunctions[1], Is.Null);
        Assert.That(y.GradFn.NextFunctions[0]!.NextFunctions[0]!.NextFunctions[0]!.Name, Is.EqualTo("AccumulateGrad"));

        var none = Tensor.From([1.0], DType.Float64);
        Assert.That(Tensor.Cat([x, none, none, none]).GradFn!.NextFunctions.Skip(1), Is.All.Null, "inputs that need no gradient");
    }
}
