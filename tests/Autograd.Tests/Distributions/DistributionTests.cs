using Autograd.Distributions;

namespace Autograd.Tests.Distributions;

/// <summary>What programs rely on, besides the formulas.</summary>
[NonParallelizable]
public class DistributionTests
{
    [Test]
    public void Numbers_take_the_type_of_the_tensors_beside_them()
    {
        Assert.That(new Normal(0, 1).Sample().DType, Is.EqualTo(DType.Float32));
        Assert.That(new Normal(Tensor.From([0L]), 1).Mean.DType, Is.EqualTo(DType.Float32));
        var wide = new Normal(Tensor.Zeros(2, DType.Float64), 0.1);
        Assert.That(wide.Scale.ToArray<double>(), Is.EqualTo(new[] { 0.1, 0.1 }), "not rounded to Float32 on the way");
        Assert.That(wide.LogProb(0.1).ToArray<double>(), Is.EqualTo(wide.LogProb(Tensor.From(0.1, DType.Float64)).ToArray<double>()));
        Assert.That(new Uniform(0, Tensor.From([2f, 3f])).High.ToArray<float>(), Is.EqualTo(new[] { 2f, 3f }));
        Assert.That(new Normal(Tensor.Zeros(1, DType.Float64), Tensor.Ones(1)).Scale.DType, Is.EqualTo(DType.Float64));
    }

    /// <summary>PyTorch gives infinity or NaN in the limits, where the integrals are finite.</summary>
    [Test]
    public void Divergences_are_exact_where_bounds_meet()
    {
        static double Kl(Distribution p, Distribution q) => Distribution.KlDivergence(p, q).Item();

        Assert.That(Kl(new Uniform(0, 1), new Beta(2, 1)), Is.EqualTo(1 - Math.Log(2)).Within(1e-6));
        Assert.That(Kl(new Uniform(0, 2), new Gamma(1, 0.5)), Is.EqualTo(Kl(new Uniform(0, 2), new Exponential(0.5))).Within(1e-6));
        Assert.That(Kl(new Uniform(0, 1), new ContinuousBernoulli(0.5)), Is.Zero.Within(1e-6));
        Assert.That(Kl(new ContinuousBernoulli(0.5), new Uniform(0, 1)), Is.Zero.Within(1e-6));
        Assert.That(Kl(new Uniform(-0.1, 1), new Beta(2, 1)), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Kl(new ContinuousBernoulli(0.5), new Uniform(0.1, 1)), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Integers_are_values_of_discrete_distributions()
    {
        Assert.That(new Bernoulli(0.25).LogProb(Tensor.From([0L, 1L])).Exp().ToArray<float>(), Is.EqualTo(new[] { 0.75f, 0.25f }).Within(1e-6));
        Assert.That(new Poisson(2.0).LogProb(2).Exp().Item(), Is.EqualTo(2 * Math.Exp(-2)).Within(1e-6));
        Assert.That(new Categorical(Tensor.From([1.0, 3.0])).LogProb(Tensor.From([1, 0])).Exp().ToArray<double>(), Is.EqualTo(new[] { 0.75, 0.25 }).Within(1e-12));
    }

    [Test]
    public void Text_is_PyTorchs()
    {
        Assert.That(new Normal(0, 1).ToString(), Is.EqualTo("Normal(loc: 0.0, scale: 1.0)"));
        Assert.That(new Normal(Tensor.Zeros(2, 3), 1).ToString(), Is.EqualTo("Normal(loc: torch.Size([2, 3]), scale: torch.Size([2, 3]))"));
        Assert.That(new Bernoulli(logits: Tensor.Zeros(1)).ToString(), Is.EqualTo("Bernoulli(logits: tensor([0.]))"));
        Assert.That(new Binomial(3, 0.5).ToString(), Is.EqualTo("Binomial(total_count: 3.0, probs: 0.5)"));
        Assert.That(
            new Independent(new Normal(Tensor.Zeros(2), 1), 1).ToString(),
            Is.EqualTo("Independent(Normal(loc: torch.Size([2]), scale: torch.Size([2])), 1)"));
        Assert.That(
            new MixtureSameFamily(new Categorical(Tensor.Ones(2)), new Normal(Tensor.Zeros(2), 1)).ToString(),
            Is.EqualTo("MixtureSameFamily(\n  Categorical(probs: torch.Size([2])),\n  Normal(loc: torch.Size([2]), scale: torch.Size([2])))"));
        Assert.That(new ComposeTransform([new ExpTransform(), new TanhTransform()]).ToString(), Is.EqualTo("ComposeTransform(\n    ExpTransform(),\n    TanhTransform()\n)"));
        Assert.That(new IndependentTransform(new ExpTransform().Inv, 1).ToString(), Is.EqualTo("IndependentTransform(_InverseTransform(ExpTransform()), 1)"));
    }

    [Test]
    public void Checks_are_switched_off_for_one_or_for_all()
    {
        Assert.That(new Normal(0, -1, validateArgs: false).Scale.Item(), Is.EqualTo(-1));
        Assert.That(new HalfNormal(1, validateArgs: false).LogProb(-1).Item(), Is.EqualTo(double.NegativeInfinity));
        Assert.That(new Uniform(0, 1, validateArgs: false).LogProb(2).Item(), Is.EqualTo(double.NegativeInfinity));
        Distribution.SetDefaultValidateArgs(false);
        try
        {
            Assert.That(new Normal(0, -1).Scale.Item(), Is.EqualTo(-1));
            Assert.That(() => new Normal(0, -1, validateArgs: true), Throws.ArgumentException);
        }
        finally
        {
            Distribution.SetDefaultValidateArgs(true);
        }

        Assert.That(() => new Exponential(1).Expand(2).LogProb(-1), Throws.ArgumentException, "an expanded distribution checks too");
    }

    [Test]
    public void What_was_computed_without_recording_is_part_of_the_graph_later()
    {
        var logits = Tensor.From([0.3, -0.2], requiresGrad: true);
        var policy = new Bernoulli(logits: logits);
        var action = policy.Sample();
        Assert.That(action.RequiresGrad, Is.False);
        (policy.Probs - action).Sum().Backward();
        var p = logits.Detach().Sigmoid();
        Assert.That(logits.Grad!.ToArray<double>(), Is.EqualTo((p * (1 - p)).ToArray<double>()).Within(1e-12));
    }

    [Test]
    public void A_cached_transform_inverts_what_rounding_has_lost()
    {
        var x = Tensor.From([25.0, -30.0]);
        var plain = new TanhTransform();
        Assert.That(plain.Inv.Forward(plain.Forward(x)).ToArray<double>(), Is.EqualTo(new[] { double.PositiveInfinity, double.NegativeInfinity }));
        var cached = new TanhTransform(cacheSize: 1);
        var y = cached.Forward(x);
        Assert.That(cached.Inv.Forward(y), Is.SameAs(x));
        Assert.That(cached.Forward(x), Is.SameAs(y));
        Assert.That(plain.WithCache(0), Is.SameAs(plain));

        Generator.ManualSeed(0);
        var policy = new TransformedDistribution(new Normal(Tensor.From([20.0, -20.0]), 1), new TanhTransform(cacheSize: 1), validateArgs: false);
        Assert.That(policy.LogProb(policy.RSample()).IsFinite().All().Item<bool>(), Is.True);
    }

    [Test]
    public void A_formula_of_the_users_is_found_for_derived_classes_too()
    {
        Distribution.RegisterKl<Poisson, Gamma>((p, q) => p.Rate * q.Rate);
        Assert.That(Distribution.KlDivergence(new Poisson(3), new Gamma(1, 2)).Item(), Is.EqualTo(6));
        Assert.That(Distribution.KlDivergence(new Poisson(3), new Chi2(2)).Item(), Is.EqualTo(1.5));
        Assert.That(Distribution.KlDivergence(new Chi2(4), new Gamma(2, 0.5)).Item(), Is.Zero.Within(1e-6), "Chi2 is a Gamma");
    }

    [Test]
    public void A_distribution_of_the_users_own_has_the_checks_and_shapes_of_the_others()
    {
        var triangle = new Triangle(Tensor.From([1.0, 2.0]));
        Assert.That(triangle.Sample(3).Shape, Is.EqualTo(Shape.Create(3, 2)));
        Assert.That(triangle.LogProb(0.5).Exp().ToArray<double>(), Is.EqualTo(new[] { 1.0, 0.25 }).Within(1e-12));
        Assert.That(() => triangle.LogProb(3), Throws.ArgumentException.With.Message.StartsWith("LogProb: 3.0 at (0,) is outside of the support Interval("));
        Assert.That(() => triangle.Mean, Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("Mean: Triangle has no formula for it"));
        Assert.That(triangle.ArgConstraints, Is.Empty);
        Assert.That(new Normal(0, 1).ArgConstraints.Keys, Is.EqualTo(new[] { "loc", "scale" }));
    }

    [Test]
    public void Transforms_of_larger_shape_expand_the_distribution()
    {
        var d = new TransformedDistribution(new Normal(0, 1), new AffineTransform(Tensor.Zeros(2, 3), 2.0));
        Assert.That(d.BatchShape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(d.BaseDist.BatchShape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(d.Cdf(0).ToArray<float>(), Is.All.EqualTo(0.5f));
        Assert.That(new TransformedDistribution(new Uniform(0, 1), new AffineTransform(0, -1)).Icdf(0.25).Item(), Is.EqualTo(-0.75).Within(1e-7));
        var turned = new TransformedDistribution(new Exponential(1), new AffineTransform(0, Tensor.From([1.0, -1.0])), validateArgs: false);
        Assert.That(turned.Cdf(Tensor.From([1.0, -1.0])).ToArray<double>(), Is.EqualTo(new[] { 1 - Math.Exp(-1), Math.Exp(-1) }).Within(1e-6));
        Assert.That(new ComposeTransform([new AffineTransform(0, -2), new ExpTransform(), new AffineTransform(1, -1.0)]).Sign.Item(), Is.EqualTo(1));
        Assert.That(new TransformedDistribution(new Normal(0, 1), Array.Empty<Transform>()).LogProb(0).Item(), Is.EqualTo(new Normal(0, 1).LogProb(0).Item()));
    }

    [Test]
    public void Matrices_of_a_normal_distribution_are_those_of_one_covariance()
    {
        var covariance = Tensor.From(new double[,] { { 2, 0.5 }, { 0.5, 1 } });
        var d = new MultivariateNormal(Tensor.Zeros(2, DType.Float64), covariance);
        DistributionFixture.AssertClose(d.ScaleTril.MatMul(d.ScaleTril.Transpose(-2, -1)), covariance, "L·Lᵀ");
        DistributionFixture.AssertClose(d.PrecisionMatrix, Linalg.Inv(covariance), "the inverse");
        var precision = new MultivariateNormal(Tensor.Zeros(2, DType.Float64), precisionMatrix: Linalg.Inv(covariance));
        DistributionFixture.AssertClose(precision.CovarianceMatrix, covariance, "of the inverse");
        var low = new LowRankMultivariateNormal(Tensor.Zeros(2, DType.Float64), Tensor.From(new double[,] { { 1 }, { 0.5 } }), Tensor.From([1.0, 0.75]));
        DistributionFixture.AssertClose(low.CovarianceMatrix, covariance, "W·Wᵀ + D");
        DistributionFixture.AssertClose(low.PrecisionMatrix, Linalg.Inv(covariance), "its inverse");
        DistributionFixture.AssertClose(low.ScaleTril, d.ScaleTril, "its factor");
        Assert.That(d.Expand(3), Is.TypeOf<MultivariateNormal>());
    }

    private sealed class Triangle(Tensor width) : Distribution(width.Shape)
    {
        public override Constraint Support => Constraints.Interval(0.0, width);

        public override Tensor RSample(Shape? sampleShape = null) => width * Tensor.Rand(ExtendedShape(sampleShape), width.DType).Sqrt();

        protected override Tensor LogProbCore(Tensor value) => (2 * value / width.Square()).Log();
    }
}
