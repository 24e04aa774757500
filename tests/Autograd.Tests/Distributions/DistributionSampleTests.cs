using System.Text.Json;
using Autograd.Distributions;
using static Autograd.Tests.Distributions.DistributionFixture;

namespace Autograd.Tests.Distributions;

/// <summary>Samples, and the gradients of those in the graph, equal PyTorch's for the same seed.</summary>
[NonParallelizable]
public class DistributionSampleTests
{
    private static IEnumerable<TestCaseData> Rows => Cases("cases", Describe);

    private static IEnumerable<TestCaseData> Reparametrized => Rows.Where(row => ((JsonElement)row.Arguments[0]!).GetProperty("hasRSample").GetBoolean());

    [TestCaseSource(nameof(Rows))]
    public void Samples_equal_PyTorchs(JsonElement row)
    {
        foreach (var (dtype, tolerance) in new[] { (DType.Float64, 1e-9), (DType.Float32, 2e-5) })
        {
            var d = DistributionOf(row, floating: dtype, validateArgs: false);
            Generator.ManualSeed(7);
            var samples = Tensor.Cat([d.Sample().Flatten(), d.Sample((3, 2)).Flatten(), d.Sample(20).Flatten()]);
            AssertClose(samples, TensorOf(row.GetProperty($"sample{dtype}"))!, $"{dtype}", tolerance);
            Assert.That(samples.RequiresGrad, Is.False);
            Assert.That(Tensor.Rand([1], DType.Float64).Item(), Is.EqualTo(row.GetProperty($"next{dtype}").GetDouble()), "what is drawn next");
        }
    }

    [TestCaseSource(nameof(Reparametrized))]
    public void Gradients_of_samples_equal_PyTorchs(JsonElement row)
    {
        var leaves = new List<Tensor>();
        var d = DistributionOf(row, leaves, validateArgs: false);
        Generator.ManualSeed(8);
        var sample = d.RSample(4);
        Assert.That(d.HasRSample, Is.True);
        AssertClose(sample, TensorOf(row.GetProperty("rsample"))!, "RSample", 1e-9);
        if (row.GetProperty("rsampleGrads").ValueKind != JsonValueKind.Null) AssertGradients(sample, leaves, row.GetProperty("rsampleGrads"), "RSample", 1e-7);
    }

    /// <summary>PyTorch's own backward pass fails here.</summary>
    [Test]
    public void Gradients_of_Wishart_samples_are_those_of_the_samples()
    {
        var lower = Tensor.From([1.5, 0, 0, 0.4, 0.8, 0, -0.2, 0.3, 1.1], [3, 3], DType.Float64);
        lower.RequiresGrad = true;
        GradCheck.Check(l =>
        {
            Generator.ManualSeed(8);
            return new Wishart(4.5, scaleTril: l.Tril(), validateArgs: false).RSample(3);
        }, lower);
        Generator.ManualSeed(8);
        var mean = new Wishart(5.0, scaleTril: lower).Sample(4000).Mean(0);
        Assert.That(mean.AllClose(5 * lower.MatMul(lower.T), rtol: 0.1, atol: 0.3), Is.True);
    }
}
