using Autograd.NN;

namespace Autograd.Tests.Graph;

/// <summary>Gradients that lie in one buffer, and callbacks at the end of a pass: what data-parallel training builds on.</summary>
[NonParallelizable]
public class GradientPlaceTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().To(DType.Float64).ToArray<double>();

    [Test]
    public void A_gradient_lies_in_the_buffer_and_accumulates_there()
    {
        var w = Leaf(1, 2);
        var buffer = Tensor.Full([5], -1, DType.Float64);
        w.SetGradientPlace(buffer, 2);
        (w * w).Sum().Backward();
        Assert.That(Numbers(buffer), Is.EqualTo(new[] { -1.0, -1, 2, 4, -1 }));
        Assert.That(w.IsGradInPlace);
        (w * 3).Sum().Backward();
        Assert.That(Numbers(buffer), Is.EqualTo(new[] { -1.0, -1, 5, 7, -1 }), "added in place");
        buffer.MulInPlace(10);
        Assert.That(Numbers(w.Grad), Is.EqualTo(new[] { 50.0, 70 }), "Grad is a view");
    }

    [Test]
    public void After_ZeroGrad_the_first_gradient_overwrites_what_the_buffer_holds()
    {
        var w = Leaf(1, 2);
        var buffer = Tensor.Full([2], 7, DType.Float64);
        w.SetGradientPlace(buffer);
        for (var i = 0; i < 3; i++)
        {
            w.ZeroGrad();
            Assert.That(w.Grad, Is.Null);
            (w * 3).Sum().Backward();
            Assert.That(Numbers(buffer), Is.EqualTo(new[] { 3.0, 3 }));
        }
    }

    [Test]
    public void A_linear_layer_computes_its_gradients_in_the_buffer_itself()
    {
        Generator.ManualSeed(0);
        var layer = new Linear(3, 2);
        var x = Tensor.RandN(4, 3);
        layer.Forward(x).Sum().Backward();
        var expected = (Numbers(layer.Weight.Grad), Numbers(layer.Bias!.Grad));
        layer.ZeroGrad();
        var buffer = Tensor.Full([8], float.NaN);
        layer.Weight.SetGradientPlace(buffer);
        layer.Bias.SetGradientPlace(buffer, 6);
        layer.Forward(x).Sum().Backward();
        Assert.That(Numbers(buffer), Is.EqualTo(expected.Item1.Concat(expected.Item2)));
        (layer.Forward(x).Sum() + layer.Forward(x).Sum()).Backward();
        Assert.That(Numbers(buffer), Is.EqualTo(expected.Item1.Concat(expected.Item2).Select(g => 3 * g)).Within(1e-5));
    }

    [Test]
    public void A_hook_on_the_leaf_keeps_a_gradient_that_later_writes_to_the_buffer_do_not_change()
    {
        var layer = new Linear(3, 2);
        var buffer = Tensor.Full([6], float.NaN);
        layer.Weight.SetGradientPlace(buffer);
        Tensor? kept = null;
        layer.Weight.RegisterHook(g => { kept = g; });
        layer.Forward(Tensor.Ones([1, 3])).Sum().Backward();
        buffer.ZeroInPlace();
        Assert.That(Numbers(kept), Is.All.EqualTo(1));
    }

    [Test]
    public void A_gradient_that_was_there_before_moves_into_the_buffer_and_one_set_by_hand_is_added_to()
    {
        var w = Leaf(1, 2);
        (w * 2).Sum().Backward();
        var buffer = Tensor.Zeros([2], DType.Float64);
        w.SetGradientPlace(buffer);
        Assert.That(Numbers(buffer), Is.EqualTo(new[] { 2.0, 2 }));
        var byHand = Leaf(100, 200).Detach();
        w.Grad = byHand;
        w.Sum().Backward();
        Assert.That(Numbers(buffer), Is.EqualTo(new[] { 101.0, 201 }));
        Assert.That(w.IsGradInPlace);
        Assert.That(Numbers(byHand), Is.EqualTo(new[] { 100.0, 200 }), "what the user set is not written to");
    }

    [Test]
    public void Without_a_place_again_gradients_have_memory_of_their_own()
    {
        var w = Leaf(1, 2);
        var buffer = Tensor.Zeros([2], DType.Float64);
        w.SetGradientPlace(buffer);
        w.SetGradientPlace(null);
        w.Sum().Backward();
        Assert.That(Numbers(buffer), Is.All.Zero);
        Assert.That(Numbers(w.Grad), Is.All.EqualTo(1));
    }

    [Test]
    public void Functional_grad_returns_gradients_that_do_not_lie_in_the_buffer()
    {
        var layer = new Linear(3, 2);
        var buffer = Tensor.Full([6], 7);
        layer.Weight.SetGradientPlace(buffer);
        var grads = Functional.Grad([layer.Forward(Tensor.Ones([1, 3])).Sum()], [layer.Weight]);
        Assert.That(Numbers(grads[0]), Is.All.EqualTo(1));
        Assert.That(Numbers(buffer), Is.All.EqualTo(7));
    }

    [Test]
    public void A_callback_runs_once_after_all_nodes_of_the_pass()
    {
        var (v, w) = (Tensor.From(2.0, requiresGrad: true), Tensor.From(3.0, requiresGrad: true));
        var order = new List<string>();
        foreach (var (leaf, name) in new[] { (v, "v"), (w, "w") })
        {
            leaf.RegisterPostAccumulateGradHook(_ =>
            {
                order.Add(name);
                if (order.Count == 1) BackwardPass.Current!.QueueCallback(() => order.Add("end"));
            });
        }

        (v * w).Backward();
        Assert.That(order, Has.Count.EqualTo(3));
        Assert.That(order[^1], Is.EqualTo("end"));
        Assert.That(BackwardPass.Current, Is.Null);
    }

    [Test]
    public void A_pass_that_fails_drops_its_callbacks()
    {
        var (v, w) = (Tensor.From(2.0, requiresGrad: true), Tensor.From(3.0, requiresGrad: true));
        var ran = 0;
        foreach (var leaf in new[] { v, w })
        {
            leaf.RegisterPostAccumulateGradHook(_ =>
            {
                BackwardPass.Current!.QueueCallback(() => ran++);
                throw new NotSupportedException("no");
            });
        }

        Assert.Throws<NotSupportedException>(() => (v * w).Backward());
        Tensor.From(1.0, requiresGrad: true).Backward();
        Assert.That(ran, Is.Zero);
    }

    [Test]
    public void A_hook_can_ask_which_leaves_the_pass_will_still_reach()
    {
        var (u, v, w) = (Tensor.From(1.0, requiresGrad: true), Tensor.From(2.0, requiresGrad: true), Tensor.From(3.0, requiresGrad: true));
        var seen = new List<(bool, bool, bool)>();
        foreach (var leaf in new[] { u, v, w })
            leaf.RegisterPostAccumulateGradHook(_ => seen.Add((BackwardPass.Current!.Awaits(u), BackwardPass.Current.Awaits(v), BackwardPass.Current.Awaits(w))));
        (v * w).Backward();
        Assert.That(seen[0], Is.EqualTo((false, true, true)));
        Assert.That(seen[1].Item2 ^ seen[1].Item3, "the leaf that has run is not awaited");
    }

    [Test]
    public void A_gradient_that_is_taken_is_given_back_as_it_was()
    {
        var w = Leaf(1, 2);
        w.Sum().Backward();
        var taken = w.TakeGrad();
        Assert.That(w.HasGrad, Is.False);
        w.RestoreGrad(taken);
        Assert.That(w.Grad, Is.SameAs(taken));
    }
}
