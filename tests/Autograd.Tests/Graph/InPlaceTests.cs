namespace Autograd.Tests.Graph;

public class InPlaceTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    [TestCase(4)]
    [TestCase(10_000)]
    public void A_gradient_that_was_saved_is_not_added_to_unnoticed(int n)
    {
        var x = Tensor.Ones([n], DType.Float64, requiresGrad: true);
        var w = Tensor.Ones([n], DType.Float64, requiresGrad: true);
        x.Sum().Backward();
        var y = x.Grad! * w;
        x.Sum().Backward();
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.Contains("overwritten in place"));
    }

    [TestCase(2)]
    [TestCase(10_000)]
    public void A_gradient_that_was_assigned_is_not_added_to(int n)
    {
        var w = Tensor.Ones([n], DType.Float64, requiresGrad: true);
        var v = Tensor.Ones([n], DType.Float64, requiresGrad: true);
        var g = Tensor.Full([n], 3.0, DType.Float64);
        var saved = v * g;
        w.Grad = g;
        (w * 5).Sum().Backward();
        Assert.That(w.Grad.Sum().Item(), Is.EqualTo(8 * n));
        Assert.That(g.Sum().Item(), Is.EqualTo(3 * n), "what the user holds stays as it is");
        saved.Sum().Backward();
        Assert.That(v.Grad!.Sum().Item(), Is.EqualTo(3 * n));
    }

    [Test]
    public void Writes_join_the_graph()
    {
        var a = Leaf(1, 2);
        var b = Leaf(3, 4);
        GradCheck.Check(
            x =>
            {
                var y = x[0] * 2;
                y.AddInPlace(x[1]);
                y.MulInPlace(x[1]);
                y.SubInPlace(x[0]);
                y.DivInPlace(x[1]);
                return y;
            },
            a, b);
    }

    [Test]
    public void A_plain_buffer_becomes_part_of_the_graph()
    {
        var w = Leaf(1, 2);
        var buffer = Tensor.Zeros([2, 2], DType.Float64);
        buffer.T.CopyInPlace(w);
        Assert.That(buffer.RequiresGrad);
        Assert.That(buffer.IsLeaf, Is.False);
        (buffer * Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } })).Sum().Backward();
        Assert.That(w.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 7.0 }));
    }

    [Test]
    public void Copying_a_tensor_onto_itself_changes_nothing()
    {
        var x = Leaf(1, 2);
        var y = x * 2;
        y.CopyInPlace(y);
        Assert.That(Functional.Grad(y.Sum(), x).ToArray<double>(), Is.EqualTo(new[] { 2.0, 2.0 }));
    }

    [Test]
    public void Overwriting_cuts_the_old_history()
    {
        var x = Leaf(1, 2);
        var y = x * 2;
        y.FillInPlace(5);
        Assert.That(y.RequiresGrad, "as in PyTorch: it is still a result of the graph, with nothing behind it");
        Assert.That(y.GradFn!.Name, Is.EqualTo("FillBackward0"));
        Assert.That(Functional.Grad([(y * x).Sum()], [x])[0]!.ToArray<double>(), Is.EqualTo(new[] { 5.0, 5.0 }));
        var z = x * 2;
        z.CopyInPlace(Tensor.From([7.0], DType.Float64));
        Assert.That(Functional.Grad([(z * x).Sum()], [x])[0]!.ToArray<double>(), Is.EqualTo(new[] { 7.0, 7.0 }));
    }

    [Test]
    public void A_write_through_a_view_is_seen_by_the_base_and_its_other_views()
    {
        var x = Leaf(1, 2, 3, 4);
        var y = x * 1;
        var square = y.View(2, 2);
        var column = square.T;
        y.MulInPlace(Tensor.From([1.0, 10.0, 100.0, 1000.0], DType.Float64));
        Assert.That(column.ToArray<double>(), Is.EqualTo(new[] { 1.0, 300, 20, 4000 }));
        column.AddInPlace(x.View(2, 2));
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 2.0, 23, 302, 4004 }));
        Assert.That(
            Functional.Grad((square * square).Sum(), x).ToArray<double>(),
            Is.EqualTo(new[] { 2 * 2 * 1 + 2 * 2.0, 2 * 23 * 10 + 2 * 302, 2 * 302 * 100 + 2 * 23, 2 * 4004 * 1000 + 2 * 4004 }));
    }

    [Test]
    public void A_gradient_that_is_infinite_inside_the_view_does_not_spill()
    {
        var x = Leaf(1, 0);
        var y = x * 1;
        var buffer = Tensor.Zeros([2, 2], DType.Float64);
        buffer.CopyInPlace(y);
        buffer.T.DivInPlace(Tensor.From([1.0, 1.0], DType.Float64));
        var last = buffer.View(4).Reshape(2, 2).T;
        last.CopyInPlace(Tensor.From([1.0, 1.0], DType.Float64));
        (buffer / Tensor.From(new[,] { { 0.0, 1.0 }, { 1.0, 1.0 } })).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0.0 }), "the old values do not matter any more");
    }

    [Test]
    public void A_view_that_requires_a_gradient_of_its_own_stays_a_leaf_when_its_base_is_written()
    {
        var buffer = Tensor.Zeros([4], DType.Float64);
        var view = buffer.View(2, 2);
        view.RequiresGrad = true;
        buffer.AddInPlace(3);
        Assert.That((view.RequiresGrad, view.IsLeaf), Is.EqualTo((true, true)));
        (view * view).Sum().Backward();
        Assert.That(view.Grad!.ToArray<double>(), Is.EqualTo(new[] { 6.0, 6, 6, 6 }));
    }

    [Test]
    public void A_view_of_a_leaf_follows_an_optimizers_write()
    {
        var w = Leaf(1, 2, 3, 4);
        var matrix = w.View(2, 2);
        using (GradMode.NoGrad()) w.MulInPlace(10);
        (matrix * matrix).Sum().Backward();
        Assert.That(w.Grad!.ToArray<double>(), Is.EqualTo(new[] { 20.0, 40, 60, 80 }));
    }

    [Test]
    public void A_write_after_the_value_was_saved_is_refused_through_any_view()
    {
        var x = Leaf(1, 2);
        var y = x * 1;
        var z = y * y;
        y.View(2, 1).AddInPlace(1);
        Assert.That(() => z.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));

        var saved = x.Tanh();
        var view = saved.View(2, 1);
        view.MulInPlace(2);
        Assert.That(() => saved.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that TanhBackward0 needs for its gradient was overwritten in place (it is at version "
            + "1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that "
            + "needs it"), "tanh needs its own output");
    }

    [Test]
    public void A_write_that_the_gradient_does_not_need_is_allowed()
    {
        var x = Leaf(1, 2);
        var y = x * 1;
        var z = y + 3;
        y.AddInPlace(1);
        z.Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1.0 }));
    }

    [Test]
    public void Overlapping_operands_are_read_before_they_are_written()
    {
        var m = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } });
        m.AddInPlace(m.T);
        Assert.That(m.ToArray<double>(), Is.EqualTo(new[] { 2.0, 5, 5, 8 }));
        m.CopyInPlace(Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }));
        m.CopyInPlace(m.T);
        Assert.That(m.ToArray<double>(), Is.EqualTo(new[] { 1.0, 3, 2, 4 }));
    }

    [Test]
    public void Second_derivatives_go_through_writes()
    {
        GradCheck.CheckGradGrad(
            (a, b) =>
            {
                var y = a * b;
                y.View(2, 2).T.MulInPlace(a.View(2, 2));
                return y * b;
            },
            Leaf(0.5, -1, 2, 1.5), Leaf(1, 2, -0.5, 0.7));
    }

    [Test]
    public void A_write_to_memory_laid_out_by_another_view()
    {
        // Detached from a transposed view: a tensor of its own whose rows do not follow each other in memory.
        var buffer = Tensor.Zeros([2, 3], DType.Float64).T.Detach();
        var x = Leaf(1, 2);
        buffer.T.CopyInPlace(x.View(2, 1));
        Assert.That(buffer.ToArray<double>(), Is.EqualTo(new[] { 1.0, 2, 1, 2, 1, 2 }));
        var weights = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 }, { 5.0, 6.0 } });
        Assert.That(Functional.Grad((buffer * weights).Sum(), x).ToArray<double>(), Is.EqualTo(new[] { 9.0, 12.0 }));
    }

    [Test]
    public void A_write_to_part_of_memory_that_runs_backwards()
    {
        var forwards = Tensor.Zeros([2, 3], DType.Float64);
        var backwards = forwards.View([2, 3], [-3, 1], 3).Detach();
        var x = Leaf(1, 2, 3);
        backwards.View([3], [1], 0).CopyInPlace(x);
        Assert.That(backwards.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0, 0, 1, 2, 3 }));
        var weights = Tensor.From(new[,] { { 1.0, 2.0, 3.0 }, { 4.0, 5.0, 6.0 } });
        Assert.That(Functional.Grad((backwards * weights).Sum(), x).ToArray<double>(), Is.EqualTo(new[] { 4.0, 5.0, 6.0 }));
    }

    [Test]
    public void Data_replaced_under_a_view_leaves_the_view_with_the_old_memory()
    {
        var x = Leaf(1, 2);
        var y = x * 2;
        var view = y.View(2, 1);
        y.Data = Tensor.From([7.0, 7.0], DType.Float64);
        view.MulInPlace(3);
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 7.0, 7.0 }));
        Assert.That(view.ToArray<double>(), Is.EqualTo(new[] { 6.0, 12.0 }));
        Assert.That(Functional.Grad(view.Sum(), x, retainGraph: true).ToArray<double>(), Is.EqualTo(new[] { 6.0, 6.0 }));
        Assert.That(Functional.Grad(y.Sum(), x).ToArray<double>(), Is.EqualTo(new[] { 2.0, 2.0 }));
    }
}
