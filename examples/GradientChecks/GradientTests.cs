namespace Autograd.Examples.GradientChecks;

/// <summary>
/// Tests of hand-written derivatives. Copy the project, replace our functions by yours, and run <c>dotnet test</c>.
/// </summary>
public class GradientTests
{
    private static Tensor Numbers(params int[] shape) => Tensor.RandN(Shape.Create(shape), DType.Float64, requiresGrad: true);

    [SetUp]
    public void Seed() => Generator.ManualSeed(1);

    [Test]
    public void LogCosh_first_derivative() => GradCheck.Check(x => new LogCosh().Apply(x), Numbers(2, 3));

    [Test]
    public void LogCosh_second_derivative() => GradCheck.CheckGradGrad(x => new LogCosh().Apply(x), Numbers(2, 3));

    [Test]
    public void Affine_by_all_three_inputs() => GradCheck.Check(x => new Affine().Apply(x), Numbers(4, 3), Numbers(3, 2), Numbers(2));

    [Test]
    public void Affine_second_derivatives() => GradCheck.CheckGradGrad(x => new Affine().Apply(x), Numbers(4, 3), Numbers(3, 2), Numbers(2));

    [Test]
    public void A_large_layer_by_random_projections() =>
        GradCheck.Check(x => new Affine().Apply(x), [Numbers(64, 128), Numbers(128, 32), Numbers(32)],
            new GradCheckOptions { Mode = GradCheckMode.Fast });

    [Test]
    public void A_loss_of_several_outputs()
    {
        static Tensor[] Losses(Tensor[] x)
        {
            var scores = new Affine().Apply(x[0], x[1], x[2]);
            return [new LogCosh().Apply(scores).Mean(), scores.LogSoftmax(1)];
        }

        GradCheck.Check(Losses, [Numbers(4, 3), Numbers(3, 2), Numbers(2)]);
    }

    /// <summary>Shows a mistake: the message names the element and both numbers.</summary>
    [Test]
    public void A_wrong_derivative_is_found()
    {
        var e = Assert.Throws<GradCheckException>(
            () => GradCheck.Check(x => new WrongSquare().Apply(x), Tensor.From([1.0, 3.0], DType.Float64, requiresGrad: true)))!;
        Assert.That(e.Message, Does.StartWith("GradCheck: the derivative of the output at [1] by input 0 at [1] is 3 by the backward pass and 6"));
    }

    private sealed class WrongSquare : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs[0]);
            return inputs[0] * inputs[0];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [grad * context.SavedTensors[0]];
    }
}
