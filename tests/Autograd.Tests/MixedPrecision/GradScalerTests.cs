using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.MixedPrecision;

/// <summary>The factor of <see cref="GradScaler"/>, its order of calls, and its state.</summary>
public class GradScalerTests
{
    private static IEnumerable<Mistake> Mistakes()
    {
        yield return Mistake.Range(() => _ = new GradScaler(initScale: 0),
            "GradScaler: initScale is 0; it must be finite and above 0 (Parameter 'initScale')");
        yield return Mistake.Range(() => _ = new GradScaler(growthFactor: 1),
            "GrowthFactor: 1; the growth factor must be above 1 (Parameter 'value')");
        yield return Mistake.Range(() => _ = new GradScaler(backoffFactor: 1),
            "BackoffFactor: 1; the backoff factor must be above 0 and below 1 (Parameter 'value')");
        yield return Mistake.Range(() => _ = new GradScaler(growthInterval: 0),
            "GrowthInterval: 0; the growth interval must be 1 or more (Parameter 'value')");
        yield return Mistake.State(() => new GradScaler().Update(),
            "Update: no gradients were checked since the last call; call Step(optimizer) before");
        yield return Mistake.Range(() => new GradScaler().Update(-1),
            "Update: newScale is -1; it must be finite and above 0 (Parameter 'newScale')");
        yield return Mistake.State(() => new GradScaler().Step(new SGD([Parameter(1)], 0.1)),
            "Step: no parameter of this optimizer has a gradient to check; call Scale(loss).Backward() first");
        yield return Mistake.State(
            () =>
            {
                var (scaler, optimizer, _) = Ready(1);
                scaler.Unscale(optimizer);
                scaler.Unscale(optimizer);
            },
            "Unscale: it was called for this optimizer since the last Update() already; call it once, before Step()");
        yield return Mistake.State(
            () =>
            {
                var (scaler, optimizer, _) = Ready(1);
                scaler.Step(optimizer);
                scaler.Unscale(optimizer);
            },
            "Unscale: it is called after Step(); call it before, and Update() after both");
        yield return Mistake.State(
            () =>
            {
                var (scaler, optimizer, _) = Ready(1);
                scaler.Step(optimizer);
                scaler.Step(optimizer);
            },
            "Step: it was called since the last Update() already; call Update() after each step");
        yield return Mistake.State(
            () =>
            {
                var w = Tensor.Ones([2], DType.Float16, requiresGrad: true);
                w.Sum().Backward();
                new GradScaler().Unscale(new SGD([w], 0.1));
            },
            "Unscale: a gradient is Float16, and its parameter too; keep the parameters in Float32 and compute inside of Autocast");
        yield return Mistake.Argument(() => new GradScaler().LoadStateDict(new GradScaler(enabled: false).StateDict()),
            "LoadStateDict: \"scale\" is not in the state; was it saved by a scaler that does nothing? (Parameter 'stateDict')");
    }

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [Test]
    public void The_factor_backs_off_and_grows()
    {
        var w = Parameter(1);
        var optimizer = new SGD([w], 1);
        var scaler = new GradScaler(initScale: 8, growthInterval: 2);
        var scales = new List<double>();
        foreach (var gradient in new[] { 1, double.PositiveInfinity, 1, 1, double.NaN, 1, 1, 1 })
        {
            w.Grad = Tensor.From([gradient]);
            scaler.Step(optimizer);
            scaler.Update();
            scales.Add(scaler.GetScale());
        }

        Assert.That(scales, Is.EqualTo(new[] { 8.0, 4, 4, 8, 4, 4, 8, 8 }));
        scaler.Update(16);
        Assert.That(scaler.GetScale(), Is.EqualTo(16));
    }

    [Test]
    public void A_step_is_that_of_the_loss_that_was_not_scaled()
    {
        var (scaler, optimizer, w) = Ready(3);
        Assert.That(w.Grad!.Item(), Is.EqualTo(6 * 65536.0));
        scaler.Unscale(optimizer);
        Assert.That(w.Grad!.Item(), Is.EqualTo(6));
        scaler.Step(optimizer);
        Assert.That(w.Item(), Is.EqualTo(3 - 0.5 * 6));
    }

    [Test]
    public void A_skipped_step_changes_nothing_and_counts_for_a_schedule()
    {
        var w = Parameter(1);
        var optimizer = new SGD([w], 0.5);
        var scheduler = new StepLR(optimizer, 1);
        var scaler = new GradScaler();
        w.Grad = Tensor.From([double.NaN]);
        scaler.Step(optimizer);
        scaler.Update();
        Assert.That(w.Item(), Is.EqualTo(1));
        scheduler.Step();
        Assert.That(optimizer.ParamGroups[0].Lr, Is.EqualTo(0.05).Within(1e-12));
    }

    [Test]
    public void Two_optimizers_share_the_factor()
    {
        var (a, b) = (Parameter(1), Parameter(1));
        var (first, second) = (new SGD([a], 1), new SGD([b], 1));
        var scaler = new GradScaler(initScale: 4);
        (a.Grad, b.Grad) = (Tensor.From([4.0]), Tensor.From([double.PositiveInfinity]));
        scaler.Step(first);
        scaler.Step(second);
        scaler.Update();
        Assert.That((a.Item(), b.Item(), scaler.GetScale()), Is.EqualTo((0.0, 1.0, 2.0)));
    }

    [Test]
    public void A_scaler_that_is_off_does_nothing()
    {
        var w = Parameter(3);
        var optimizer = new SGD([w], 0.5);
        var scaler = new GradScaler(enabled: false);
        var loss = w.Square().Sum();
        Assert.That(scaler.Scale(loss), Is.SameAs(loss));
        loss.Backward();
        scaler.Unscale(optimizer);
        scaler.Step(optimizer);
        scaler.Update();
        Assert.That((w.Item(), scaler.GetScale(), scaler.StateDict().Count), Is.EqualTo((0.0, 1.0, 0)));
    }

    [Test]
    public void State_travels_under_PyTorchs_names()
    {
        var (scaler, optimizer, _) = Ready(1);
        scaler.Step(optimizer);
        scaler.Update();
        var state = scaler.StateDict();
        Assert.That(state.Keys, Is.EqualTo(new[] { "scale", "growth_factor", "backoff_factor", "growth_interval", "_growth_tracker" }));
        var other = new GradScaler(1, 3, 0.25, 5);
        other.LoadStateDict(state);
        Assert.That((other.GetScale(), other.GrowthFactor, other.BackoffFactor, other.GrowthInterval), Is.EqualTo((65536.0, 2.0, 0.5, 2000)));
        Assert.That(other.StateDict()["_growth_tracker"].Item(), Is.EqualTo(1));
    }

    private static Tensor Parameter(double value) => Tensor.From([value], DType.Float32, requiresGrad: true);

    private static (GradScaler Scaler, SGD Optimizer, Tensor Parameter) Ready(double value)
    {
        var w = Parameter(value);
        var scaler = new GradScaler();
        scaler.Scale(w.Square().Sum()).Backward();
        return (scaler, new SGD([w], 0.5), w);
    }
}
