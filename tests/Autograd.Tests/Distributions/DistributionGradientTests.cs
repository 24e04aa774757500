using Autograd.Distributions;

namespace Autograd.Tests.Distributions;

/// <summary>Gradient checks of both orders: of probabilities by parameters and values, and of samples by parameters.</summary>
[NonParallelizable]
public class DistributionGradientTests
{
    private static IEnumerable<TestCaseData> Densities =>
    [
        Density("Normal", [0.3, 0.8, 1.1], p => new Normal(p[0], p[1])),
        Density("LogNormal", [0.3, 0.8, 1.1], p => new LogNormal(p[0], p[1])),
        Density("Laplace", [0.3, 0.8, 1.1], p => new Laplace(p[0], p[1])),
        Density("Cauchy", [0.3, 0.8, 1.1], p => new Cauchy(p[0], p[1])),
        Density("Gumbel", [0.3, 0.8, 1.1], p => new Gumbel(p[0], p[1])),
        Density("StudentT", [3.3, 0.3, 0.8, 1.1], p => new StudentT(p[0], p[1], p[2])),
        Density("Exponential", [0.8, 1.1], p => new Exponential(p[0])),
        Density("Gamma", [1.7, 0.8, 1.1], p => new Gamma(p[0], p[1])),
        Density("Beta", [1.7, 0.8, 0.4], p => new Beta(p[0], p[1])),
        Density("FisherSnedecor", [3.3, 5.2, 1.1], p => new FisherSnedecor(p[0], p[1])),
        Density("VonMises", [0.3, 0.8, 1.1], p => new VonMises(p[0], p[1])),
        Density("Weibull", [0.8, 1.7, 1.1], p => new Weibull(p[0], p[1])),
        Density("Pareto", [0.8, 1.7, 1.1], p => new Pareto(p[0], p[1])),
        Density("Kumaraswamy", [1.8, 1.7, 0.4], p => new Kumaraswamy(p[0], p[1])),
        Density("ContinuousBernoulli", [0.3, 0.4], p => new ContinuousBernoulli(p[0])),
        Density("RelaxedBernoulli", [0.7, 0.3, 0.4], p => new RelaxedBernoulli(p[0], p[1])),
        Density("Tanh", [0.3, 0.8, 0.4], p => new TransformedDistribution(new Normal(p[0], p[1]), [new TanhTransform(), new AffineTransform(0.1, -1.5)])),
        Density("Mixture", [0.3, 0.8, 1.1], p => new MixtureSameFamily(
            new Categorical(logits: Tensor.Stack([p[0], p[1]])), new Normal(Tensor.Stack([p[1], p[0]]), 0.7))),
    ];

    private static IEnumerable<TestCaseData> Samples =>
    [
        Density("Normal", [0.3, 0.8], p => new Normal(p[0], p[1])),
        Density("LogNormal", [0.3, 0.8], p => new LogNormal(p[0], p[1])),
        Density("Uniform", [0.3, 0.8], p => new Uniform(p[0], p[1])),
        Density("Laplace", [0.3, 0.8], p => new Laplace(p[0], p[1])),
        Density("Cauchy", [0.3, 0.8], p => new Cauchy(p[0], p[1])),
        Density("Gumbel", [0.3, 0.8], p => new Gumbel(p[0], p[1])),
        Density("Exponential", [0.8], p => new Exponential(p[0])),
        Density("Weibull", [0.8, 1.7], p => new Weibull(p[0], p[1])),
        Density("Pareto", [0.8, 1.7], p => new Pareto(p[0], p[1])),
        Density("Kumaraswamy", [1.8, 1.7], p => new Kumaraswamy(p[0], p[1])),
        Density("ContinuousBernoulli", [0.3], p => new ContinuousBernoulli(p[0])),
        Density("RelaxedBernoulli", [0.7, 0.3], p => new RelaxedBernoulli(p[0], p[1])),
        Density("RelaxedOneHotCategorical", [0.7, 0.3], p => new RelaxedOneHotCategorical(p[0], logits: Tensor.Stack([p[0], p[1]]))),
        Density("LogisticNormal", [0.3, 0.8], p => new LogisticNormal(p[0].Reshape(1), p[1])),
        Density("MultivariateNormal", [0.3, 0.8], p => new MultivariateNormal(Tensor.Stack([p[0], p[1]]), Tensor.Stack([p[1], p[1] + 1]).Diag() + 0.2)),
        Density("LowRank", [0.3, 0.8], p => new LowRankMultivariateNormal(
            Tensor.Stack([p[0], p[1]]), Tensor.Stack([p[1], p[0]]).Unsqueeze(-1), Tensor.Stack([p[1], p[1] + 1]))),
    ];

    [TestCaseSource(nameof(Densities))]
    public void Of_probabilities(double[] numbers, Func<Tensor[], Distribution> make)
    {
        var inputs = Inputs(numbers);
        GradCheck.Check(x => make(x).LogProb(x[^1]), inputs);
        GradCheck.CheckGradGrad(x => make(x).LogProb(x[^1]), inputs);
    }

    [TestCaseSource(nameof(Samples))]
    public void Of_samples(double[] numbers, Func<Tensor[], Distribution> make)
    {
        Tensor Sample(Tensor[] x)
        {
            Generator.ManualSeed(3);
            return make(x).RSample(3);
        }

        var inputs = Inputs(numbers);
        GradCheck.Check(Sample, inputs);
        GradCheck.CheckGradGrad(Sample, inputs);
    }

    /// <summary>
    /// E[x] = α for a gamma distribution, so that the derivative of a sample has the mean 1 whatever α: the mean over a
    /// grid of probabilities of −(∂F/∂α)/f.
    /// </summary>
    [TestCase(0.4)]
    [TestCase(1.0)]
    [TestCase(3.0)]
    [TestCase(20.0)]
    public void The_derivative_of_a_gamma_sample_has_the_mean_that_it_must_have(double alpha)
    {
        Generator.ManualSeed(5);
        var concentration = Tensor.Full(20_000, alpha, DType.Float64, requiresGrad: true);
        new Gamma(concentration, 1).RSample().Sum().Backward();
        Assert.That(concentration.Grad!.Mean().Item(), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void Divergences_have_second_derivatives()
    {
        var inputs = Inputs([0.3, 0.8, 1.1, 0.6]);
        GradCheck.CheckGradGrad(x => Distribution.KlDivergence(new Normal(x[0], x[1]), new Normal(x[2], x[3])), inputs);
        GradCheck.CheckGradGrad(x => Distribution.KlDivergence(new Gamma(x[0], x[1]), new Gamma(x[2], x[3])), inputs);
        GradCheck.CheckGradGrad(x => Distribution.KlDivergence(new Laplace(x[0], x[1]), new Normal(x[2], x[3])), inputs);
    }

    private static Tensor[] Inputs(double[] numbers) => Array.ConvertAll(numbers, number => Tensor.From(number, DType.Float64, requiresGrad: true));

    private static TestCaseData Density(string name, double[] numbers, Func<Tensor[], Distribution> make) =>
        new TestCaseData(numbers, make).SetArgDisplayNames(name);
}
