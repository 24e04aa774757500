using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>The losses as modules hand every option to the function that computes them.</summary>
public class LossModuleTests
{
    private static readonly Tensor Scores = Tensor.From(new float[,] { { 1, 2, 0.5f }, { 0, -1, 3 }, { 2, 2, 1 } });
    private static readonly Tensor Classes = Tensor.From(new long[] { 1, 2, 0 });
    private static readonly Tensor Weight = Tensor.From(new float[] { 1, 2, 3 });

    [Test]
    public void Cross_entropy_passes_its_options_on()
    {
        foreach (var reduction in new[] { Reduction.None, Reduction.Mean, Reduction.Sum })
        {
            Assert.That(
                new CrossEntropyLoss(Weight, reduction, ignoreIndex: 2, labelSmoothing: 0.1).Forward(Scores, Classes).ToArray<float>(),
                Is.EqualTo(F.CrossEntropy(Scores, Classes, Weight, reduction, 2, 0.1).ToArray<float>()));
        }

        Assert.That(
            new CrossEntropyLoss().Forward(Scores, Classes).Item(), Is.EqualTo(F.CrossEntropy(Scores, Classes).Item()).And.GreaterThan(0.0));
        Assert.That(new CrossEntropyLoss(Weight).StateDict().Keys, Is.EqualTo(new[] { "weight" }));
        Assert.That(new CrossEntropyLoss(Weight).Parameters(), Is.Empty);
    }

    [Test]
    public void Mean_square_passes_its_reduction_on()
    {
        Assert.That(new MSELoss().Forward(Weight, Tensor.Zeros(3)).Item(), Is.EqualTo(14.0 / 3).Within(1e-6));
        Assert.That(new MSELoss(Reduction.Sum).Forward(Weight, Tensor.Zeros(3)).Item(), Is.EqualTo(14.0));
        Assert.That(new MSELoss(Reduction.None).Forward(Weight, Tensor.Zeros(3)).ToArray<float>(), Is.EqualTo(new float[] { 1, 4, 9 }));
    }
}
