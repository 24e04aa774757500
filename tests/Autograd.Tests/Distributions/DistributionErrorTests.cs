using Autograd.Distributions;

namespace Autograd.Tests.Distributions;

/// <summary>What is refused, and with which words.</summary>
public class DistributionErrorTests
{
    private static readonly Tensor Pair = Tensor.From([0.5, 2.0]);
    private static readonly Tensor Rows = Tensor.From(new double[,] { { 0.2, 0.8 }, { 0.5, 0.5 } });

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        Refused<ArgumentException>(
            () => new Normal(0, Tensor.From([1.0, -2.0])),
            "Normal: scale of shape (2,) does not satisfy GreaterThan(lower_bound=0.0): -2.0 at (1,); pass values that do, or "
            + "validateArgs: false (Parameter 'scale')"),
        Refused<ArgumentException>(
            () => new Normal(double.NaN, 1),
            "Normal: loc of shape () does not satisfy Real(): nan; pass values that do, or validateArgs: false (Parameter 'loc')"),
        Refused<ArgumentException>(
            () => new Normal(Tensor.Zeros(2), Tensor.Ones(3)),
            "Normal: shapes (2,) and (3,) do not broadcast: sizes 2 and 3 meet in dimension 0; they must be equal, or one of them 1"),
        Refused<ArgumentException>(
            () => new Uniform(1, 1),
            "Uniform: high of shape () does not satisfy GreaterThan(lower_bound=1.0): 1.0; pass values that do, or validateArgs: false "
            + "(Parameter 'high')"),
        Refused<ArgumentException>(
            () => new Dirichlet(Tensor.From(new double[,] { { 1, 2 }, { 1, 0 } })),
            "Dirichlet: concentration of shape (2, 2) does not satisfy IndependentConstraint(GreaterThan(lower_bound=0.0), 1): [1.0, 0.0] at "
            + "(1,); pass values that do, or validateArgs: false (Parameter 'concentration')"),
        Refused<ArgumentException>(
            () => new Dirichlet(1.0),
            "Dirichlet: concentration is a number; pass a tensor whose last dimension is the categories"),
        Refused<ArgumentException>(() => new Bernoulli(), "Bernoulli: neither probs nor logits is given; pass one of them"),
        Refused<ArgumentException>(() => new Bernoulli(0.5, 0.5), "Bernoulli: both probs and logits are given; pass one of them"),
        Refused<ArgumentException>(
            () => new Categorical(0.5), "Categorical: probs is a number; pass a tensor whose last dimension is the categories"),
        Refused<ArgumentException>(
            () => new Categorical(logits: 0.5), "Categorical: logits is a number; pass a tensor whose last dimension is the categories"),
        Refused<ArgumentException>(
            () => new Geometric(0.0),
            "Geometric: probs of shape () does not satisfy GreaterThan(lower_bound=0.0): 0.0; pass values that do, or validateArgs: false "
            + "(Parameter 'probs')"),
        Refused<ArgumentOutOfRangeException>(
            () => new Multinomial(-1, Pair), "Multinomial: -1 draws; it must be 0 or more (Parameter 'totalCount')"),
        Refused<ArgumentException>(
            () => new MultivariateNormal(Pair),
            "MultivariateNormal: 0 matrices are given; pass one of covarianceMatrix, precisionMatrix and scaleTril"),
        Refused<ArgumentException>(
            () => new MultivariateNormal(Pair, Tensor.Eye(3)),
            "MultivariateNormal: loc of shape (2,) and covarianceMatrix of shape (3, 3); pass (*, n) and (*, n, n)"),
        Refused<ArgumentException>(
            () => new MultivariateNormal(Pair, Tensor.From(new double[,] { { 1, 2 }, { 2, 1 } })),
            "MultivariateNormal: covarianceMatrix of shape (2, 2) does not satisfy PositiveDefinite(): [1.0, 2.0, 2.0, 1.0]; pass values that "
            + "do, or validateArgs: false (Parameter 'covarianceMatrix')"),
        Refused<ArgumentException>(
            () => new LowRankMultivariateNormal(Pair, Tensor.Ones(3, 1), Pair),
            "LowRankMultivariateNormal: loc of shape (2,), covFactor of (3, 1) and covDiag of (2,); pass (*, n), (*, n, m) and (*, n)"),
        Refused<ArgumentOutOfRangeException>(
            () => new Independent(new Normal(Pair, 1), 2),
            "Independent: 2 dimensions of the batch shape (2,); pass 0 to 1 (Parameter 'reinterpretedBatchNDims')"),
        Refused<ArgumentException>(
            () => new MixtureSameFamily(new Categorical(Pair), new Normal(0, 1)),
            "MixtureSameFamily: 2 categories for components of batch shape (); its last size must be the number of categories (Parameter "
            + "'componentDistribution')"),
        Refused<ArgumentException>(
            () => new MixtureSameFamily(new Categorical(Rows), new Normal(Pair, 1)),
            "MixtureSameFamily: categories of batch shape (2,) do not broadcast to (), that of the components (Parameter 'mixtureDistribution')"),
        Refused<ArgumentException>(
            () => new TransformedDistribution(new Normal(0, 1), new StickBreakingTransform()),
            "TransformedDistribution: Normal(loc: 0.0, scale: 1.0) has shape (); the transforms need at least 1 dimensions; Expand it first "
            + "(Parameter 'baseDistribution')"),
        Refused<ArgumentException>(
            () => new Exponential(Pair).LogProb(Tensor.From([1.0, -1.0])),
            "LogProb: -1.0 at (1,) is outside of the support GreaterThanEq(lower_bound=0.0) of Exponential(rate: torch.Size([2])); pass values "
            + "inside of it, or make the distribution with validateArgs: false (Parameter 'value')"),
        Refused<ArgumentException>(
            () => new Normal(Pair, 1).Cdf(double.NaN),
            "Cdf: nan is outside of the support Real() of Normal(loc: torch.Size([2]), scale: torch.Size([2])); pass values inside of it, or "
            + "make the distribution with validateArgs: false (Parameter 'value')"),
        Refused<ArgumentException>(
            () => new Normal(Pair, 1).LogProb(Tensor.Zeros(3)),
            "LogProb: a value of shape (3,) does not broadcast with the shape (2,) of Normal(loc: torch.Size([2]), scale: torch.Size([2])) "
            + "(Parameter 'value')"),
        Refused<ArgumentException>(
            () => new Dirichlet(Pair).LogProb(Tensor.Zeros(3)),
            "LogProb: a value of shape (3,); its last sizes must be the event shape (2,) of Dirichlet(concentration: torch.Size([2])) "
            + "(Parameter 'value')"),
        Refused<NotSupportedException>(() => new Poisson(1.0).Cdf(1), "Cdf: Poisson has no formula for it"),
        Refused<NotSupportedException>(
            () => new Bernoulli(0.5).RSample(),
            "RSample: Bernoulli has no samples with gradients; use Sample, and LogProb of what it returned in the loss"),
        Refused<NotSupportedException>(
            () => new Binomial(Pair * 2, 0.5).EnumerateSupport(),
            "EnumerateSupport: the numbers of trials are from 1 to 4; make a Binomial for each number, whose values are as many"),
        Refused<NotSupportedException>(
            () => new Binomial(Pair * 2, 0.5).Entropy(),
            "Entropy: the numbers of trials are from 1 to 4; make a Binomial for each number, whose values are as many"),
        Refused<NotSupportedException>(
            () => new Independent(new Bernoulli(Tensor.Full(2, 0.5)), 1).EnumerateSupport(),
            "EnumerateSupport: the events of Independent(Bernoulli(probs: torch.Size([2])), 1) are a Cartesian product, which is not listed; "
            + "enumerate BaseDist"),
        Refused<NotSupportedException>(
            () => Distribution.KlDivergence(new Normal(0, 1), new Poisson(1)),
            "KlDivergence: no formula for Normal and Poisson; add one with RegisterKl, or average p.LogProb(x) - q.LogProb(x) over samples x of p"),
        Refused<NotSupportedException>(
            () => Distribution.KlDivergence(new Binomial(2, 0.5), new Binomial(3, 0.5)),
            "KlDivergence: a Binomial of fewer trials than the other's has no closed form; pass one of at least as many"),
        Refused<NotSupportedException>(
            () => Distribution.KlDivergence(new Independent(new Normal(Pair, 1), 1), new Independent(new Normal(Pair, 1), 0)),
            "KlDivergence: independent in 1 and in 0 dimensions; pass two of as many"),
        Refused<NotSupportedException>(
            () => Distribution.KlDivergence(new LogNormal(0, 1), new RelaxedBernoulli(1, 0.5)),
            "KlDivergence: LogNormal and RelaxedBernoulli have different transforms or event shapes; only the same cancel"),
        Refused<ArgumentException>(
            () => Distribution.KlDivergence(new MultivariateNormal(Pair, Tensor.Eye(2)), new MultivariateNormal(Tensor.Zeros(3), Tensor.Eye(3))),
            "KlDivergence: event shapes (2,) and (3,); pass two of one"),
        Refused<ArgumentOutOfRangeException>(
            () => new ExpTransform(2), "Transform: a cache of 2 results; pass 0 or 1 (Parameter 'cacheSize')"),
        Refused<ArgumentOutOfRangeException>(
            () => new AffineTransform(0, 1, eventDim: -1), "AffineTransform: events of -1 dimensions; it must be 0 or more (Parameter 'eventDim')"),
        Refused<ArgumentOutOfRangeException>(
            () => new IndependentTransform(new ExpTransform(), -1),
            "IndependentTransform: -1 dimensions; it must be 0 or more (Parameter 'reinterpretedBatchNDims')"),
        Refused<ArgumentException>(
            () => new ComposeTransform([new ExpTransform(), null!]),
            "ComposeTransform: part 1 of 2 is null; pass transforms alone (Parameter 'parts')"),
        Refused<ArgumentException>(
            () => new ReshapeTransform((2, 3), 5),
            "ReshapeTransform: shapes (2, 3) of 6 elements and (5,) of 5; pass two of as many"),
        Refused<ArgumentException>(
            () => new ReshapeTransform((2, 3), 6).Forward(Tensor.Zeros(6)), "Forward: shape (6,); its last sizes must be (2, 3)"),
        Refused<ArgumentException>(
            () => new ReshapeTransform((2, 3), 6).Inv.Forward(Tensor.Zeros(2, 3)), "Inv: shape (2, 3); its last sizes must be (6,)"),
        Refused<ArgumentException>(
            () => new ReshapeTransform((2, 3), 6).ForwardShape(3), "ForwardShape: shape (3,); its last sizes must be (2, 3)"),
        Refused<ArgumentException>(
            () => new ReshapeTransform((2, 3), 6).InverseShape((3, 2)), "InverseShape: shape (3, 2); its last sizes must be (6,)"),
        Refused<ArgumentException>(
            () => new StickBreakingTransform().InverseShape((2, 0)), "InverseShape: shape (2, 0); it must have a last dimension of categories"),
        Refused<ArgumentException>(
            () => new PowerTransform(Tensor.Ones(2)).ForwardShape(3),
            "ForwardShape: shapes (3,) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 0; they must be equal, or one of them 1"),
        Refused<ArgumentException>(
            () => new Dirichlet(-Tensor.Arange(1, 11, dtype: DType.Float64)),
            "Dirichlet: concentration of shape (10,) does not satisfy IndependentConstraint(GreaterThan(lower_bound=0.0), 1): [-1.0, -2.0, -3.0, "
            + "-4.0, -5.0, -6.0, -7.0, -8.0, …]; pass values that do, or validateArgs: false (Parameter 'concentration')"),
        Refused<ArgumentException>(
            () => new StickBreakingTransform().ForwardShape(Shape.Scalar), "ForwardShape: shape (); it must have a last dimension of categories"),
        Refused<NotSupportedException>(
            () => new AbsTransform().LogAbsDetJacobian(Pair, Pair),
            "LogAbsDetJacobian: AbsTransform() is not bijective, so that a density cannot be transformed by it; use a bijective transform"),
        Refused<NotSupportedException>(
            () => _ = new SoftmaxTransform().Sign, "Sign: SoftmaxTransform() is not a monotonic function of numbers"),
        Refused<ArgumentException>(
            () => Constraints.Simplex.Check(1.0),
            "Check: a value of shape (); Simplex() is a set of 1-dimensional tensors (Parameter 'value')"),
        Refused<ArgumentOutOfRangeException>(
            () => Constraints.Independent(Constraints.Real, -1),
            "Independent: -1 dimensions; it must be 0 or more (Parameter 'reinterpretedBatchNDims')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Is_refused(Action call, Type exception, string message) =>
        Assert.That(() => call(), Throws.TypeOf(exception).With.Message.EqualTo(message));

    [Test]
    public void A_second_derivative_of_a_gamma_sample_is_an_error_and_not_a_wrong_number()
    {
        var concentration = Tensor.From([2.0], requiresGrad: true);
        var sample = new Gamma(concentration, 1).RSample();
        var grad = Functional.Grad([sample.Sum()], [concentration], createGraph: true)[0]!;
        Assert.That(
            () => grad.Sum().Backward(),
            Throws.InvalidOperationException.With.Message.StartsWith("Backward: StandardGamma is once differentiable"));
    }

    private static TestCaseData Refused<TException>(Action call, string message) where TException : Exception =>
        new TestCaseData(call, typeof(TException), message).SetArgDisplayNames(message);
}
