using Autograd.Distributions;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class DistributionRejections
{
    public static readonly Rejection[] All =
    [
        new("t.distributions.Normal(0.,-1.)", () => new Normal(0, -1),
            "Normal: scale of shape () does not satisfy GreaterThan(lower_bound=0.0): -1.0; pass values that do, or "
            + "validateArgs: false (Parameter 'scale')"),
        new("t.distributions.Normal(V,t.ones(2))", () => new Normal(V, Tensor.Ones(2)),
            "Normal: shapes (3,) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 0; they must be equal, or "
            + "one of them 1"),
        new("t.distributions.Normal(float(\"nan\"),1.)", () => new Normal(double.NaN, 1),
            "Normal: loc of shape () does not satisfy Real(): nan; pass values that do, or validateArgs: false "
            + "(Parameter 'loc')"),
        new("t.distributions.Uniform(1.,0.)", () => new Uniform(1, 0),
            "Uniform: high of shape () does not satisfy GreaterThan(lower_bound=1.0): 0.0; pass values that do, or "
            + "validateArgs: false (Parameter 'high')"),
        new("t.distributions.Bernoulli(2.)", () => new Bernoulli(2),
            "Bernoulli: probs of shape () does not satisfy Interval(lower_bound=0.0, upper_bound=1.0): 2.0; pass "
            + "values that do, or validateArgs: false (Parameter 'probs')"),
        new("t.distributions.Bernoulli()", () => new Bernoulli(),
            "Bernoulli: neither probs nor logits is given; pass one of them"),
        new("t.distributions.Bernoulli(0.5,0.5)", () => new Bernoulli(0.5, 0.5),
            "Bernoulli: both probs and logits are given; pass one of them"),
        new("t.distributions.Categorical(t.tensor(1.))", () => new Categorical(Tensor.From(1f)),
            "Categorical: probs is a number; pass a tensor whose last dimension is the categories"),
        new("t.distributions.Categorical(-X)", () => new Categorical(-X),
            "Categorical: probs of shape (2, 3) does not satisfy Simplex(): [nan, nan, nan] at (0,); pass values that "
            + "do, or validateArgs: false (Parameter 'probs')"),
        new("t.distributions.Categorical(X+1).log_prob(t.tensor([0,3]))", () => new Categorical(X + 1).LogProb(Tensor.From([0L, 3])),
            "LogProb: 3.0 at (1,) is outside of the support IntegerInterval(lower_bound=0, upper_bound=2) of "
            + "Categorical(probs: torch.Size([2, 3])); pass values inside of it, or make the distribution with "
            + "validateArgs: false (Parameter 'value')"),
        new("t.distributions.Gamma(0.,1.)", () => new Gamma(0, 1),
            "Gamma: concentration of shape () does not satisfy GreaterThan(lower_bound=0.0): 0.0; pass values that "
            + "do, or validateArgs: false (Parameter 'concentration')"),
        new("t.distributions.Beta(-1.,1.)", () => new Beta(-1, 1),
            "Beta: concentration1 of shape () does not satisfy GreaterThan(lower_bound=0.0): -1.0; pass values that "
            + "do, or validateArgs: false (Parameter 'concentration1')"),
        new("t.distributions.Dirichlet(t.tensor(1.))", () => new Dirichlet(Tensor.From(1f)),
            "Dirichlet: concentration is a number; pass a tensor whose last dimension is the categories"),
        new("t.distributions.Exponential(V)", () => new Exponential(V),
            "Exponential: rate of shape (3,) does not satisfy GreaterThan(lower_bound=0.0): 0.0 at (0,); pass values "
            + "that do, or validateArgs: false (Parameter 'rate')"),
        new("t.distributions.Poisson(t.tensor(-1.))", () => new Poisson(Tensor.From(-1f)),
            "Poisson: rate of shape () does not satisfy GreaterThanEq(lower_bound=0.0): -1.0; pass values that do, or "
            + "validateArgs: false (Parameter 'rate')"),
        new("t.distributions.Binomial(-1,t.tensor(0.5))", () => new Binomial(-1, Tensor.From(0.5f)),
            "Binomial: totalCount of shape () does not satisfy IntegerGreaterThan(lower_bound=0): -1.0; pass values "
            + "that do, or validateArgs: false (Parameter 'totalCount')"),
        new("t.distributions.Geometric(0.)", () => new Geometric(0),
            "Geometric: probs of shape () does not satisfy GreaterThan(lower_bound=0.0): 0.0; pass values that do, or "
            + "validateArgs: false (Parameter 'probs')"),
        new("t.distributions.StudentT(0.)", () => new StudentT(0, 0, 1),
            "StudentT: df of shape () does not satisfy GreaterThan(lower_bound=0.0): 0.0; pass values that do, or "
            + "validateArgs: false (Parameter 'df')"),
        new("t.distributions.MultivariateNormal(V,-S)", () => new MultivariateNormal(V, -S),
            "MultivariateNormal: covarianceMatrix of shape (3, 3) does not satisfy PositiveDefinite(): [-1.0, -0.0, "
            + "-0.0, -0.0, -1.0, -0.0, -0.0, -0.0, …]; pass values that do, or validateArgs: false (Parameter "
            + "'covarianceMatrix')"),
        new("t.distributions.MultivariateNormal(V)", () => new MultivariateNormal(V),
            "MultivariateNormal: 0 matrices are given; pass one of covarianceMatrix, precisionMatrix and scaleTril"),
        new("t.distributions.LKJCholesky(1)", () => new LKJCholesky(1),
            "LKJCholesky: dim is 1; it must be 2 or more (Parameter 'dim')"),
        new("t.distributions.LKJCholesky(3,-1.)", () => new LKJCholesky(3, -1),
            "LKJCholesky: concentration of shape () does not satisfy GreaterThan(lower_bound=0.0): -1.0; pass values "
            + "that do, or validateArgs: false (Parameter 'concentration')"),
        new("t.distributions.LKJCholesky(3).log_prob(2*S)", () => new LKJCholesky(3).LogProb(2 * S),
            "LogProb: [2.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, …] is outside of the support CorrCholesky() of "
            + "LKJCholesky(concentration: 1.0); pass values inside of it, or make the distribution with validateArgs: "
            + "false (Parameter 'value')"),
        new("t.distributions.Wishart(t.tensor(1.),S)", () => new Wishart(Tensor.From(1f), S),
            "Wishart: df of shape () does not satisfy GreaterThan(lower_bound=2): 1.0; pass values that do, or "
            + "validateArgs: false (Parameter 'df')"),
        new("t.distributions.Wishart(t.tensor(4.))", () => new Wishart(Tensor.From(4f)),
            "Wishart: 0 matrices are given; pass one of covarianceMatrix, precisionMatrix and scaleTril"),
        new("t.distributions.Wishart(t.tensor(4.),V)", () => new Wishart(Tensor.From(4f), V),
            "Wishart: covarianceMatrix of shape (3,); pass (*, n, n)"),
        new("t.distributions.Wishart(t.tensor(4.),-S)", () => new Wishart(Tensor.From(4f), -S),
            "Wishart: covarianceMatrix of shape (3, 3) does not satisfy PositiveDefinite(): [-1.0, -0.0, -0.0, -0.0, "
            + "-1.0, -0.0, -0.0, -0.0, …]; pass values that do, or validateArgs: false (Parameter 'covarianceMatrix')"),
        new("t.distributions.Independent(t.distributions.Normal(0.,1.),1)", () => new Independent(new Normal(0, 1), 1),
            "Independent: 1 dimensions of the batch shape (); pass 0 to 0 (Parameter 'reinterpretedBatchNDims')"),
        new("t.distributions.Normal(0.,1.).log_prob(t.tensor(float(\"nan\")))", () => new Normal(0, 1).LogProb(Tensor.From(float.NaN)),
            "LogProb: nan is outside of the support Real() of Normal(loc: 0.0, scale: 1.0); pass values inside of it, "
            + "or make the distribution with validateArgs: false (Parameter 'value')"),
        new("t.distributions.Normal(V,V+1).log_prob(t.zeros(2))", () => new Normal(V, V + 1).LogProb(Tensor.Zeros(2)),
            "LogProb: a value of shape (2,) does not broadcast with the shape (3,) of Normal(loc: torch.Size([3]), "
            + "scale: torch.Size([3])) (Parameter 'value')"),
        new("t.distributions.Normal(V,V+1).expand((2,2))", () => new Normal(V, V + 1).Expand((2, 2)),
            "Expand: shape (3,) cannot be stretched to (2, 2); only sizes of 1 can grow, from the last dimension on"),
    ];
}
