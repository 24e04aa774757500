namespace Autograd.Tests.Graph;

/// <summary>A node lists what it keeps for its backward pass, for pictures of graphs.</summary>
public class NodeSavedTests
{
    private readonly Tensor _x = Tensor.From([1.0, 2], requiresGrad: true);

    [Test]
    public void A_product_keeps_both_factors_and_a_sum_nothing()
    {
        var y = Tensor.From([3.0, 4], requiresGrad: true);
        Assert.That(Saved(_x * y), Is.EqualTo((string[])["a (2,)", "b (2,)"]));
        Assert.That(Saved(_x + y), Is.Empty);
    }

    [Test]
    public void A_factor_that_no_gradient_needs_is_not_kept() =>
        Assert.That((_x * Tensor.From([3.0, 4])).GradFn!.SavedTensors().Select(saved => saved.Tensor.ToArray<double>()), Is.EqualTo((double[][])[[3, 4]]));

    [Test]
    public void An_operation_keeps_its_output_until_the_backward_pass_released_it()
    {
        var y = _x.Exp();
        Assert.That(y.GradFn!.SavedTensors().Single().Tensor.ToArray<double>(), Is.EqualTo(y.ToArray<double>()));
        y.Sum().Backward();
        Assert.That(y.GradFn.SavedTensors(), Is.Empty);
    }

    [Test]
    public void Checkpoints_number_their_inputs() =>
        Assert.That(Saved(Checkpoint.Run(x => x.Exp(), _x)), Is.EqualTo((string[])["saved[0] (2,)"]));

    private static string[] Saved(Tensor tensor) => [.. tensor.GradFn!.SavedTensors().Select(saved => $"{saved.Name} {saved.Tensor.Shape}")];
}
