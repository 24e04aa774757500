using System.Runtime.InteropServices;
using System.Text.Json;

namespace Autograd.Tests;

/// <summary>Every further distribution of <see cref="NumPyRandom"/> against NumPy's, compared bit for bit.</summary>
public class NumPyDistributionStreamTests
{
    private static IEnumerable<TestCaseData> Streams => StreamFixture.StreamsOf("numpy_distributions");

    [TestCaseSource(nameof(Streams))]
    public void Stream_equals_NumPys(JsonElement stream)
    {
        var random = new NumPyRandom(stream.GetProperty("seed").GetInt64());
        foreach (var step in StreamFixture.Steps(stream))
        {
            var drawn = Draw(random, step);
            if (step.Op == "rayleigh") DiffersAtMostInTheLastBit(drawn.ToArray<double>(), step.Result);
            else Assert.That(StreamFixture.Encode(drawn, step.Result), Is.EqualTo(step.Result), $"{step.Op} {step.Count} {step.Args}");
        }
    }

    [TestCaseSource(nameof(Streams))]
    public void Single_draws_are_the_same_stream(JsonElement stream)
    {
        var single = new NumPyRandom(1);
        var filled = new NumPyRandom(1);
        foreach (var step in StreamFixture.Steps(stream))
        {
            if (DrawOne(single, step) is not { } one) return;
            Assert.That(one, Is.EqualTo(Draw(filled, step with { Count = 1 }).Item<double>()), $"{step.Op} {step.Args}");
        }
    }

    // NumPy calls the C library's log1p there, which .NET has no counterpart of.
    private static void DiffersAtMostInTheLastBit(double[] drawn, string recorded)
    {
        var expected = MemoryMarshal.Cast<byte, double>(Convert.FromHexString(recorded)).ToArray();
        Assert.That(drawn, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < drawn.Length; i++)
            Assert.That(drawn[i], Is.EqualTo(expected[i]).Within(Math.BitIncrement(expected[i]) - expected[i]));
    }

    private static Tensor Draw(NumPyRandom random, StreamStep step)
    {
        double X(int i) => step.Number(i);
        Shape size = [step.Count];
        return step.Op switch
        {
            "gamma" => random.Gamma(X(0), X(1), size),
            "beta" => random.Beta(X(0), X(1), size),
            "chisquare" => random.ChiSquare(X(0), size),
            "noncentral_chisquare" => random.NoncentralChiSquare(X(0), X(1), size),
            "f" => random.F(X(0), X(1), size),
            "standard_t" => random.StandardT(X(0), size),
            "dirichlet" => random.Dirichlet(step.Numbers(), size),
            "laplace" => random.Laplace(X(0), X(1), size),
            "logistic" => random.Logistic(X(0), X(1), size),
            "gumbel" => random.Gumbel(X(0), X(1), size),
            "lognormal" => random.LogNormal(X(0), X(1), size),
            "standard_cauchy" => random.StandardCauchy(size),
            "pareto" => random.Pareto(X(0), size),
            "weibull" => random.Weibull(X(0), size),
            "power" => random.Power(X(0), size),
            "rayleigh" => random.Rayleigh(X(0), size),
            "triangular" => random.Triangular(X(0), X(1), X(2), size),
            "vonmises" => random.VonMises(X(0), X(1), size),
            "wald" => random.Wald(X(0), X(1), size),
            "binomial" => random.Binomial(step.Integer(0), X(1), size),
            "multinomial" => random.Multinomial(step.Integer(0), step.Numbers()[1..], size),
            "poisson" => random.Poisson(X(0), size),
            "geometric" => random.Geometric(X(0), size),
            "negative_binomial" => random.NegativeBinomial(X(0), X(1), size),
            "hypergeometric" => random.Hypergeometric(step.Integer(0), step.Integer(1), step.Integer(2), size),
            "logseries" => random.LogSeries(X(0), size),
            "zipf" => random.Zipf(X(0), size),
            _ => throw new InvalidOperationException($"The fixture has the distribution {step.Op}."),
        };
    }

    private static double? DrawOne(NumPyRandom random, StreamStep step)
    {
        double X(int i) => step.Number(i);
        return step.Op switch
        {
            "gamma" => random.Gamma(X(0), X(1)),
            "beta" => random.Beta(X(0), X(1)),
            "chisquare" => random.ChiSquare(X(0)),
            "noncentral_chisquare" => random.NoncentralChiSquare(X(0), X(1)),
            "f" => random.F(X(0), X(1)),
            "standard_t" => random.StandardT(X(0)),
            "laplace" => random.Laplace(X(0), X(1)),
            "logistic" => random.Logistic(X(0), X(1)),
            "gumbel" => random.Gumbel(X(0), X(1)),
            "lognormal" => random.LogNormal(X(0), X(1)),
            "standard_cauchy" => random.StandardCauchy(),
            "pareto" => random.Pareto(X(0)),
            "weibull" => random.Weibull(X(0)),
            "power" => random.Power(X(0)),
            "rayleigh" => random.Rayleigh(X(0)),
            "triangular" => random.Triangular(X(0), X(1), X(2)),
            "vonmises" => random.VonMises(X(0), X(1)),
            "wald" => random.Wald(X(0), X(1)),
            "binomial" => random.Binomial(step.Integer(0), X(1)),
            "poisson" => random.Poisson(X(0)),
            "geometric" => random.Geometric(X(0)),
            "negative_binomial" => random.NegativeBinomial(X(0), X(1)),
            "hypergeometric" => random.Hypergeometric(step.Integer(0), step.Integer(1), step.Integer(2)),
            "logseries" => random.LogSeries(X(0)),
            "zipf" => random.Zipf(X(0)),
            _ => null,
        };
    }
}
