namespace Autograd.Distributions;

/// <summary>The pairs whose first distribution has values that are impossible for the second.</summary>
internal static class KlInfinite
{
    public static void AddTo()
    {
        AddBounded<Exponential>(p => p.Rate);
        AddBounded<Gamma>(p => p.Rate);
        AddBounded<Gumbel>(p => p.Loc);
        AddBounded<Laplace>(p => p.Loc);
        AddBounded<Normal>(p => p.Loc);
        AddPositive<Gumbel>(p => p.Loc);
        AddPositive<Laplace>(p => p.Loc);
        AddPositive<Normal>(p => p.Loc);
        Add<Beta, Pareto>(p => p.Concentration1);
        Add<ContinuousBernoulli, Pareto>(p => p.Probs);
        Add<Pareto, Beta>(p => p.Scale);
        Add<Pareto, ContinuousBernoulli>(p => p.Scale);
        Add<Pareto, Uniform>(p => p.Scale);
        Add<Poisson, Bernoulli>(p => p.Rate);
        Add<Poisson, Binomial>(p => p.Rate);
    }

    private static void AddBounded<TP>(Func<TP, Tensor> parameter) where TP : Distribution
    {
        Add<TP, Beta>(parameter);
        Add<TP, ContinuousBernoulli>(parameter);
        Add<TP, Pareto>(parameter);
        Add<TP, Uniform>(parameter);
    }

    private static void AddPositive<TP>(Func<TP, Tensor> parameter) where TP : Distribution
    {
        Add<TP, Exponential>(parameter);
        Add<TP, Gamma>(parameter);
    }

    // The shape is that of p alone, as in PyTorch.
    private static void Add<TP, TQ>(Func<TP, Tensor> parameter)
        where TP : Distribution
        where TQ : Distribution =>
        KlRegistry.Add<TP, TQ>((p, _) => Tensor.FullLike(parameter(p), double.PositiveInfinity));
}
