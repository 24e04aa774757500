using Autograd.NN;

namespace Autograd.Tests.Graph;

public class InferenceModeTests
{
    private readonly Tensor _w = Tensor.From([2.0, 3.0], DType.Float64, requiresGrad: true);

    private Tensor Inferred()
    {
        using var mode = GradMode.InferenceMode();
        return _w * 2;
    }

    [Test]
    public void Nothing_is_recorded_and_what_is_made_is_marked()
    {
        using (GradMode.InferenceMode())
        {
            Assert.That((GradMode.IsInferenceMode, GradMode.IsEnabled), Is.EqualTo((true, false)));
            Assert.That((_w * 2).RequiresGrad, Is.False);
            using (GradMode.EnableGrad()) Assert.That((_w * 2).RequiresGrad, Is.False);
        }

        Assert.That((GradMode.IsInferenceMode, GradMode.IsEnabled), Is.EqualTo((false, true)));
        var y = Inferred();
        Assert.That((y.IsInference, y[..1].IsInference, y.Detach().IsInference, y.View(2, 1).IsInference), Is.EqualTo((true, true, true, true)));
        Assert.That((_w.IsInference, y.Clone().IsInference, (y * 2).IsInference), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void A_result_cannot_be_saved_for_a_backward_pass()
    {
        var y = Inferred();
        Assert.That(() => _w * y, Throws.InvalidOperationException.With.Message.EqualTo(
            "InferenceMode: a tensor of shape (2,) that was made inside of GradMode.InferenceMode() cannot be saved for a backward pass; "
            + "Clone() it outside and use the clone, or make it under GradMode.NoGrad()"));
        Assert.That((_w + y).RequiresGrad, "a sum needs no values");
        (_w * y.Clone()).Sum().Backward();
        Assert.That(_w.Grad!.ToArray<double>(), Is.EqualTo(new[] { 4.0, 6.0 }));
        using (GradMode.NoGrad()) Assert.That((_w * y).ToArray<double>(), Is.EqualTo(new[] { 8.0, 18.0 }));
    }

    [Test]
    public void A_result_is_not_written_and_requires_no_gradient_outside()
    {
        var y = Inferred();
        Assert.That(() => y.AddInPlace(y), Throws.InvalidOperationException.With.Message.EqualTo(
            "AddInPlace: the tensor of shape (2,) was made inside of GradMode.InferenceMode(), where writes are not counted, and "
            + "cannot be written in place outside of it; Clone() it first, or make it under GradMode.NoGrad()"));
        Assert.That(() => y.RequiresGrad = true, Throws.InvalidOperationException.With.Message.EqualTo(
            "RequiresGrad: the tensor of shape (2,) was made inside of GradMode.InferenceMode() and cannot require a gradient "
            + "outside of it; Clone() it first, or make it under GradMode.NoGrad()"));
        y.RequiresGrad = false;
    }

    [Test]
    public void Writes_inside_are_not_counted_for_its_own_tensors_and_are_for_others()
    {
        var ordinary = Tensor.From([1.0, 2.0], DType.Float64);
        var product = _w * ordinary;
        using (GradMode.InferenceMode())
        {
            var own = Tensor.Zeros(2);
            own.AddInPlace(Tensor.Ones(2));
            own[..1].FillInPlace(5);
            Assert.That((own.Version, own.ToArray<float>()[0]), Is.EqualTo((0, 5f)));
            ordinary.MulInPlace(Tensor.From([2.0, 2.0], DType.Float64));
        }

        Assert.That(() => product.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    [Test]
    public void A_network_may_be_built_and_run_inside()
    {
        using var mode = GradMode.InferenceMode();
        var net = new Sequential(new Linear(3, 2), new Tanh());
        var y = net.Forward(Tensor.Ones(1, 3));
        Assert.That((y.IsInference, y.RequiresGrad), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task The_mode_flows_with_async_code()
    {
        using (GradMode.InferenceMode())
        {
            await Task.Yield();
            await Task.Run(() => Assert.That(GradMode.IsInferenceMode));
        }

        Assert.That(GradMode.IsInferenceMode, Is.False);
        using var elsewhere = new Barrier(2);
        var thread = new Thread(() =>
        {
            using var mode = GradMode.InferenceMode();
            elsewhere.SignalAndWait();
            elsewhere.SignalAndWait();
        });
        thread.Start();
        elsewhere.SignalAndWait();
        Assert.That((GradMode.IsInferenceMode, Tensor.Ones(1).IsInference), Is.EqualTo((false, false)));
        elsewhere.SignalAndWait();
        thread.Join();
    }
}
