namespace Autograd.Tests.Edges;

/// <summary>Draws with extreme parameters end, with a number or an error; also where NumPy's own loop does not.</summary>
public class DrawEndTests
{
    private static readonly double[] Extremes =
    [
        0, double.Epsilon, 1e-300, 1e-8, 0.5, 1, 1e6, 1e9, 1e16, 1e17, 1e20, 1e100, 1e300, double.MaxValue, double.PositiveInfinity, double.NaN,
    ];

    private static readonly Dictionary<string, Action<NumPyRandom, double, double>> Draws = new()
    {
        ["VonMises"] = (r, a, b) => r.VonMises(a, b),
        ["Zipf"] = (r, a, _) => r.Zipf(a),
        ["LogSeries"] = (r, a, _) => r.LogSeries(a),
        ["Geometric"] = (r, a, _) => r.Geometric(a),
        ["Poisson"] = (r, a, _) => r.Poisson(a),
        ["NegativeBinomial"] = (r, a, b) => r.NegativeBinomial(a, b),
        ["Binomial"] = (r, a, b) => r.Binomial((long)Math.Min(a, 1e18), b),
        ["Gamma"] = (r, a, b) => r.Gamma(a, b),
        ["Beta"] = (r, a, b) => r.Beta(a, b),
        ["F"] = (r, a, b) => r.F(a, b),
        ["ChiSquare"] = (r, a, _) => r.ChiSquare(a),
        ["NoncentralChiSquare"] = (r, a, b) => r.NoncentralChiSquare(a, b),
        ["StandardT"] = (r, a, _) => r.StandardT(a),
        ["Wald"] = (r, a, b) => r.Wald(a, b),
        ["Pareto"] = (r, a, _) => r.Pareto(a),
        ["Weibull"] = (r, a, _) => r.Weibull(a),
        ["Power"] = (r, a, _) => r.Power(a),
        ["Triangular"] = (r, a, b) => r.Triangular(0, a, b),
        ["Dirichlet"] = (r, a, b) => r.FillDirichlet(new double[2], [a, b]),
        ["Hypergeometric"] = (r, a, b) => r.Hypergeometric((long)Math.Min(a, 1e18), (long)Math.Min(b, 1e18), 20),
        ["Generator.Exponential"] = (_, a, _) => Tensor.Zeros(3).ExponentialInPlace(a),
        ["Generator.Geometric"] = (_, a, _) => Tensor.Zeros(3).GeometricInPlace(a),
        ["Generator.Poisson"] = (_, a, _) => Tensor.Poisson(Tensor.From([a], DType.Float64)),
        ["Generator.Bernoulli"] = (_, a, _) => Tensor.Bernoulli(Tensor.From([a], DType.Float64)),
    };

    private static IEnumerable<string> Names => Draws.Keys;

    [TestCaseSource(nameof(Names)), CancelAfter(60_000)]
    public void Every_parameter_ends(string name, CancellationToken cancellation)
    {
        var random = new NumPyRandom(1);
        foreach (var a in Extremes)
        {
            foreach (var b in Extremes)
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    Draws[name](random, a, b);
                }
                catch (ArgumentException)
                {
                    // An error is an end, too.
                }
            }
        }
    }

    [Test]
    public void The_limits_of_distributions_that_NumPy_does_not_reach()
    {
        var random = new NumPyRandom(1);
        Assert.That(random.VonMises(0.5, double.PositiveInfinity), Is.EqualTo(0.5));
        Assert.That(random.VonMises(0, 1e20), Is.Not.Zero.And.InRange(-1e-9, 1e-9));
        Assert.That(random.VonMises(4, 1e20), Is.EqualTo(4 - 2 * Math.PI).Within(1e-8));
        Assert.That(random.Zipf(1e6), Is.EqualTo(1));
        Assert.That(random.Zipf(double.PositiveInfinity), Is.EqualTo(1));
    }
}
