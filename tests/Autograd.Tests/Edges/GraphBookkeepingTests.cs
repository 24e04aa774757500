namespace Autograd.Tests.Edges;

/// <summary>What the graph says of a tensor, and keeps of its gradient, is about the value that it has after writes.</summary>
public class GraphBookkeepingTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    private static IEnumerable<TestCaseData> Retained()
    {
        yield return Case("before the write", a => { a.RetainGrad(); a.MulInPlace(2); }, 3);
        yield return Case("after the write", a => { a.MulInPlace(2); a.RetainGrad(); }, 3);
        yield return Case("between writes", a => { a.MulInPlace(2); a.RetainGrad(); a.MulInPlace(2); a.AddInPlace(1); }, 3);
        yield return Case("twice", a => { a.RetainGrad(); a.MulInPlace(2); a.RetainGrad(); }, 3);
        yield return Case("written through a view", a => { a.RetainGrad(); a[..].MulInPlace(2); }, 3);
        yield return Case("written in part", a => { a.RetainGrad(); a[1..].MulInPlace(2); }, 3);
        yield return Case("written by index", a => { a.RetainGrad(); a[[0, 0]] = Tensor.From([5.0, 6.0], DType.Float64); }, 3);
        yield return Case("filled", a => { a.RetainGrad(); a.FillInPlace(2); }, 3);
        yield return Case("copied over", a => { a.RetainGrad(); a.CopyInPlace(Leaf(7, 8, 9)); }, 3);
        yield return Case("written where nothing is recorded", WriteUnrecorded, 3);

        static TestCaseData Case(string name, Action<Tensor> write, double expected) =>
            new TestCaseData(write, expected).SetArgDisplayNames(name);

        static void WriteUnrecorded(Tensor a)
        {
            a.RetainGrad();
            using var off = GradMode.NoGrad();
            a.MulInPlace(2);
        }
    }

    [TestCaseSource(nameof(Retained))]
    public void A_retained_gradient_is_of_the_value_after_the_write(Action<Tensor> write, double expected)
    {
        var a = Leaf(1, 2, 3) * 1.0;
        write(a);
        (a * 3).Sum().Backward();
        Assert.That(Numbers(a.Grad), Is.All.EqualTo(expected));
    }

    [Test]
    public void Uses_before_the_write_count_for_the_leaf_and_not_for_the_retained_gradient()
    {
        var x = Leaf(1, 2, 3);
        var y = x * 1.0;
        y.RetainGrad();
        var before = y * 2;
        y.MulInPlace(3);
        (before + y).Sum().Backward();
        Assert.That(Numbers(y.Grad), Is.All.EqualTo(1));
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(5));
    }

    [Test]
    public void A_view_keeps_the_gradient_of_what_its_base_became()
    {
        var x = Leaf(1, 2, 3, 4);
        var @base = x * 1.0;
        var view = @base[1..];
        view.RetainGrad();
        var before = view * 2;
        @base.MulInPlace(3);
        (before.Sum() + view.Sum()).Backward();
        Assert.That(Numbers(view.Grad), Is.All.EqualTo(1));
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 0.0, 5, 5, 5 }));
    }

    [Test]
    public void A_view_that_is_written_keeps_its_gradient_and_so_does_its_base()
    {
        var x = Leaf(1, 2, 3, 4);
        var @base = x * 1.0;
        var view = @base[1..];
        @base.RetainGrad();
        view.RetainGrad();
        view.MulInPlace(3);
        ((view * view).Sum() + @base.Sum()).Backward();
        Assert.That(Numbers(view.Grad), Is.EqualTo(new[] { 12.0, 18, 24 }));
        Assert.That(Numbers(@base.Grad), Is.EqualTo(new[] { 1.0, 13, 19, 25 }));
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 1.0, 39, 57, 75 }));
    }

    [Test]
    public void Parts_of_one_operation_keep_theirs()
    {
        var x = Leaf(1, 2, 3, 4);
        foreach (var parts in new[] { (x * 1.0).Split(2), (x * 1.0).Reshape(2, 2).Unbind() })
        {
            x.ZeroGrad();
            parts[0].RetainGrad();
            parts[1].RetainGrad();
            parts[0].MulInPlace(5);
            (parts[0] * 3 + parts[1] * 2).Sum().Backward();
            Assert.That(Numbers(parts[0].Grad), Is.All.EqualTo(3));
            Assert.That(Numbers(parts[1].Grad), Is.All.EqualTo(2));
            Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 15.0, 15, 2, 2 }));
        }
    }

    [Test]
    public void A_hook_stays_with_the_value_that_it_was_registered_on()
    {
        var x = Leaf(1, 2);
        var y = x * 1.0;
        var seen = new List<double>();
        y.RegisterHook(grad => seen.Add(grad[0].Item()));
        y.MulInPlace(2);
        y.RegisterHook(grad => seen.Add(grad[0].Item()));
        (y * 3).Sum().Backward();
        Assert.That(seen, Is.EqualTo(new[] { 3.0, 6 }));
    }

    [Test]
    public void Retained_gradients_of_both_orders_and_of_chosen_inputs()
    {
        var x = Leaf(1, 2);
        var y = x * 1.0;
        y.RetainGrad();
        y.MulInPlace(y.Detach());
        var grad = Functional.Grad((y * y * y).Sum(), y, createGraph: true);
        Assert.That(Numbers(grad), Is.EqualTo(new[] { 3.0, 48 }));
        Assert.That(Numbers(y.Grad), Is.EqualTo(new[] { 3.0, 48 }));
        Assert.That(Numbers(Functional.Grad(grad.Sum(), y)), Is.EqualTo(new[] { 6.0, 24 }));
    }

    [Test]
    public void A_view_of_what_the_graph_is_told_to_forget_follows_its_base()
    {
        var x = Leaf(1, 2);
        var plain = Tensor.Zeros([2], DType.Float64);
        var view = plain[0..1];
        plain.CopyInPlace(x);
        Assert.That((view.RequiresGrad, view.IsLeaf), Is.EqualTo((true, false)));
        (view * 2).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 0 }));
    }
}
