namespace Autograd.Tests.Graph;

public class HookTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    [Test]
    public void A_hook_sees_the_whole_gradient_of_a_leaf_once_and_may_replace_it()
    {
        var x = Leaf(1, 2);
        var seen = new List<double[]>();
        using var look = x.RegisterHook(g => seen.Add(Numbers(g)));
        using var twice = x.RegisterHook(g => g * 2);
        using var plus = x.RegisterHook(g => g + 1);
        (x * 3 + x * x).Sum().Backward();
        Assert.That(seen, Is.EqualTo(new[] { new[] { 5.0, 7.0 } }), "once, when all uses have delivered");
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 11.0, 15.0 }), "in the order of registration");
    }

    [Test]
    public void A_hook_on_an_intermediate_result_changes_what_lies_behind_it()
    {
        var x = Leaf(1, 2);
        var h = x * 3;
        h.RetainGrad();
        h.RegisterHook(g => g * 10);
        (h * h).Sum().Backward();
        Assert.That(Numbers(h.Grad), Is.EqualTo(new[] { 60.0, 120.0 }), "what is retained comes after the hooks");
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 180.0, 360.0 }));
    }

    [Test]
    public void Disposing_removes_a_hook_and_only_that_registration()
    {
        var x = Leaf(1);
        Func<Tensor, Tensor?> twice = g => g * 2;
        var first = x.RegisterHook(twice);
        x.RegisterHook(twice);
        first.Dispose();
        first.Dispose();
        (x * 1).Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(2));
    }

    [Test]
    public void A_hook_of_several_outputs_belongs_to_its_own()
    {
        var x = Leaf(1, 2, 3, 4);
        var parts = x.Split(2);
        parts[1].RegisterHook(g => g * 100);
        (parts[0].Sum() + parts[1].Sum()).Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 1.0, 1, 100, 100 }));
        x.ZeroGrad();
        var both = new Doubled().Apply(x);
        both[1].RegisterHook(g => g * 100);
        (both[0].Sum() + both[1].Sum()).Backward();
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(202.0));
    }

    private sealed class Doubled : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 2, inputs[0] * 2];

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads) => [(grads[0] + grads[1]) * 2];
    }

    [Test]
    public void What_a_hook_keeps_stays_as_it_was()
    {
        var x = Leaf(1, 2);
        var kept = new List<Tensor>();
        x.RegisterHook(g => kept.Add(g));
        for (var i = 0; i < 3; i++) (x * (i + 1)).Sum().Backward();
        Assert.That(kept.Select(Numbers), Is.EqualTo(new[] { new[] { 1.0, 1 }, [2.0, 2], [3.0, 3] }), "though Grad was added to");
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 6.0, 6.0 }));
        Assert.That(kept.Exists(g => g.SharesStorage(x.Grad!)), Is.False);
    }

    [Test]
    public void Large_gradients_that_a_hook_makes_or_keeps_are_not_lent_again()
    {
        var x = Tensor.Ones([50_000], DType.Float64, requiresGrad: true);
        var h = x * 2;
        var kept = new List<Tensor>();
        h.RegisterHook(g =>
        {
            kept.Add(g);
            kept.Add(g * 3);
            return kept[^1];
        });
        (h * 5).Sum().Backward();
        var overwrites = Enumerable.Range(0, 20).Select(_ => Tensor.Zeros([50_000], DType.Float64)).ToArray();
        Assert.That(Numbers(kept[0]), Is.All.EqualTo(5.0));
        Assert.That(Numbers(kept[1]), Is.All.EqualTo(15.0));
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(30.0));
        GC.KeepAlive(overwrites);
    }

    [Test]
    public void Returned_gradients_come_after_the_hooks_of_inputs()
    {
        var x = Leaf(2);
        var h = x * 3;
        h.RegisterHook(g => g * 10);
        x.RegisterHook(g => g * 7);
        var grads = Functional.Grad([h * h], [h, x]);
        Assert.That(grads[0]!.Item(), Is.EqualTo(120));
        Assert.That(grads[1]!.Item(), Is.EqualTo(120 * 3 * 7));
    }

    [Test]
    public void What_a_hook_computes_is_recorded_with_the_pass()
    {
        var x = Leaf(2);
        x.RegisterHook(g => g * g);
        var first = Functional.Grad(x * x, x, createGraph: true);
        Assert.That(first.Item(), Is.EqualTo(16), "(2x)²");
        var hook = x.RegisterHook(g => Assert.That(GradMode.IsEnabled, Is.False));
        x.RegisterHook(g => Assert.That(g.RequiresGrad, Is.False));
        Assert.That(Functional.Grad(first, x).Item(), Is.EqualTo(16 * 16), "8x, squared by the hook");
    }

    [Test]
    public void A_hook_stays_with_the_value_that_it_was_registered_on()
    {
        var x = Leaf(1, 2);
        var h = x * 1;
        var seen = new List<double[]>();
        h.RegisterHook(g => seen.Add(Numbers(g)));
        h.MulInPlace(Tensor.From([10.0, 10], DType.Float64));
        h.Sum().Backward();
        Assert.That(seen, Is.EqualTo(new[] { new[] { 10.0, 10.0 } }));
    }

    [Test]
    public void A_hook_must_return_a_gradient_like_the_one_it_was_handed()
    {
        var x = Leaf(1, 2);
        using (x.RegisterHook(g => g.Sum()))
            Assert.That(() => (x * 2).Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterHook: a hook on a result of AccumulateGrad returned a gradient of shape () and type Float64 in place of one "
                + "of shape (2,) and type Float64; return one like it, or null to keep it"));
        using (x.RegisterHook(g => g.To(DType.Float32)))
            Assert.That(() => (x * 2).Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterHook: a hook on a result of AccumulateGrad returned a gradient of shape (2,) and type Float32 in place of "
                + "one of shape (2,) and type Float64; return one like it, or null to keep it"));
        (x * 2).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 2.0 }), "a failure leaves nothing behind");
    }

    [Test]
    public void A_tensor_without_gradient_takes_no_hooks()
    {
        Assert.That(() => Tensor.Ones(2).RegisterHook(g => g), Throws.InvalidOperationException.With.Message.EqualTo(
            "RegisterHook: the tensor of shape (2,) does not require a gradient, so none will ever arrive; set RequiresGrad first"));
        Assert.That(() => (Leaf(1) * 2).RegisterPostAccumulateGradHook(_ => { }), Throws.InvalidOperationException.With.Message.EqualTo(
            "RegisterPostAccumulateGradHook: the tensor is the result of MulBackward0, and only leaves accumulate gradients; use "
            + "RegisterHook"));
    }

    [Test]
    public void After_accumulation_a_parameter_can_be_updated_and_its_gradient_dropped()
    {
        var (w, b) = (Leaf(1, 2), Leaf(0.5));
        foreach (var parameter in new[] { w, b })
            parameter.RegisterPostAccumulateGradHook(p =>
            {
                p[..] -= 0.1 * p.Grad!;
                p.ZeroGrad();
            });
        (w * w + b).Sum().Backward();
        Assert.That(Numbers(w), Is.EqualTo(new[] { 0.8, 1.6 }).Within(1e-12));
        Assert.That(b.Item(), Is.EqualTo(0.3).Within(1e-12));
        Assert.That(w.Grad, Is.Null);
        Functional.Grad((w * w).Sum(), w);
        Assert.That(w.ToArray<double>(), Is.EqualTo(new[] { 0.8, 1.6 }).Within(1e-12), "nothing was accumulated");
    }

    [Test]
    public void Node_hooks_see_and_replace_gradients_on_both_sides()
    {
        var (a, b) = (Leaf(2), Leaf(5));
        var product = a * b;
        var node = product.GradFn!;
        var log = new List<string>();
        node.RegisterPreHook(outputs =>
        {
            log.Add($"pre {outputs[0]!.Item()}");
            return [outputs[0]! * 10];
        });
        using (node.RegisterHook((inputs, outputs) =>
        {
            log.Add($"post {inputs[0]!.Item()} {inputs[1]!.Item()} {outputs[0]!.Item()}");
            return [inputs[0]! + 1, null];
        }))
            (product * 3).Backward(null, retainGraph: true);
        Assert.That(log, Is.EqualTo(new[] { "pre 3", "post 150 60 30" }));
        Assert.That(a.Grad!.Item(), Is.EqualTo(151));
        Assert.That(b.Grad, Is.Null);
        (product * 3).Backward();
        Assert.That(b.Grad!.Item(), Is.EqualTo(60), "the second hook is gone");
    }

    [Test]
    public void Node_hooks_see_gradients_in_the_shapes_of_the_inputs()
    {
        var (a, b) = (Leaf(1, 2, 3), Leaf(4));
        var sum = a + b;
        Shape? seen = null;
        sum.GradFn!.RegisterHook((inputs, _) =>
        {
            seen = inputs[1]!.Shape;
            return null;
        });
        sum.Sum().Backward();
        Assert.That(seen, Is.EqualTo(Shape.Create(1)));
        Assert.That(b.Grad!.Item(), Is.EqualTo(3));
    }

    [Test]
    public void Node_hooks_must_return_as_many_gradients_of_the_same_shapes()
    {
        var x = Leaf(1, 2);
        var y = x * x;
        using (y.GradFn!.RegisterPreHook(_ => []))
            Assert.That(() => y.Sum().Backward(null, retainGraph: true), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterPreHook: a hook on MulBackward0 returned 0 gradients in place of 1; return as many, or null to keep them"));
        using (y.GradFn!.RegisterHook((inputs, _) => [inputs[0]!.Sum(), null]))
            Assert.That(() => y.Sum().Backward(null, retainGraph: true), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterHook: a hook on MulBackward0 returned a gradient of shape () and type Float64 in place of one of shape (2,) "
                + "and type Float64; return one like it, or null to keep all"));
        y.Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 4.0 }));
    }

    [Test]
    public void An_accumulator_has_hooks_and_shows_its_leaf()
    {
        var x = Leaf(3);
        var y = x * 2;
        var accumulator = y.GradFn!.NextFunctions[0]!;
        Assert.That(accumulator.Name, Is.EqualTo("AccumulateGrad"));
        Assert.That(accumulator.Variable, Is.SameAs(x));
        Assert.That(y.GradFn!.Variable, Is.Null);
        double? before = null;
        accumulator.RegisterPreHook(outputs =>
        {
            Assert.That(x.Grad, Is.Null);
            before = outputs[0]!.Item();
            return null;
        });
        accumulator.RegisterHook((inputs, _) =>
        {
            Assert.That(x.Grad!.Item(), Is.EqualTo(2));
            return null;
        });
        y.Backward();
        Assert.That(before, Is.EqualTo(2));
    }

    [Test]
    public void Hooks_of_a_leaf_that_another_pass_is_at_work_on_still_run()
    {
        var x = Leaf(3);
        var seen = new List<double>();
        var outer = CallbackNode.Apply(x * 2, _ => (x * x).Backward()) + x;
        x.RegisterHook(g => seen.Add(g.Item()));
        x.RegisterPostAccumulateGradHook(leaf => seen.Add(leaf.Grad!.Item()));
        outer.Backward();
        Assert.That(seen, Is.EqualTo(new[] { 6.0, 6, 3, 9 }));
    }

    [Test]
    public void A_hook_may_run_a_pass_of_its_own()
    {
        var x = Leaf(3);
        var z = Leaf(4);
        (x * 1).RegisterHook(g => g);
        var h = x * 2;
        h.RegisterHook(g =>
        {
            using var on = GradMode.EnableGrad();
            (z * z).Backward();
        });
        h.Backward();
        Assert.That((x.Grad!.Item(), z.Grad!.Item()), Is.EqualTo((2.0, 8.0)));
    }
}
