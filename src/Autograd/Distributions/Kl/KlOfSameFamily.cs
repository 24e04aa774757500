namespace Autograd.Distributions;

/// <summary>Divergences of two continuous distributions of one class.</summary>
internal static class KlOfSameFamily
{
    public static void AddTo()
    {
        KlRegistry.Add<Normal, Normal>(OfNormals);
        KlRegistry.Add<HalfNormal, HalfNormal>((p, q) => OfNormals((Normal)p.BaseDist, (Normal)q.BaseDist));
        KlRegistry.Add<Exponential, Exponential>((p, q) => q.Rate / p.Rate - (q.Rate / p.Rate).Log() - 1);
        KlRegistry.Add<Gamma, Gamma>(OfGammas);
        KlRegistry.Add<Beta, Beta>(OfBetas);
        KlRegistry.Add<Dirichlet, Dirichlet>(OfDirichlets);
        KlRegistry.Add<Laplace, Laplace>(OfLaplaces);
        KlRegistry.Add<Gumbel, Gumbel>(OfGumbels);
        KlRegistry.Add<Pareto, Pareto>(OfParetos);
        KlRegistry.Add<Cauchy, Cauchy>(OfCauchys);
        KlRegistry.Add<Uniform, Uniform>((p, q) =>
            ((q.High - q.Low) / (p.High - p.Low)).Log().MaskedFill((q.Low > p.Low) | (q.High < p.High), double.PositiveInfinity));
        KlRegistry.Add<ContinuousBernoulli, ContinuousBernoulli>((p, q) =>
            p.Mean * (p.Logits - q.Logits) + p.LogNormalizer() + (-p.Probs).Log1p() - q.LogNormalizer() - (-q.Probs).Log1p());
        KlRegistry.Add<Independent, Independent>(OfIndependent);
        KlRegistry.Add<TransformedDistribution, TransformedDistribution>(OfTransformed);
    }

    private static Tensor OfNormals(Normal p, Normal q)
    {
        var ratio = (p.Scale / q.Scale).Square();
        return 0.5 * (ratio + ((p.Loc - q.Loc) / q.Scale).Square() - 1 - ratio.Log());
    }

    private static Tensor OfGammas(Gamma p, Gamma q) =>
        q.Concentration * (p.Rate / q.Rate).Log() + q.Concentration.Lgamma() - p.Concentration.Lgamma()
        + (p.Concentration - q.Concentration) * p.Concentration.Digamma() + (q.Rate - p.Rate) * (p.Concentration / p.Rate);

    private static Tensor OfBetas(Beta p, Beta q)
    {
        var (totalP, totalQ) = (p.Concentration1 + p.Concentration0, q.Concentration1 + q.Concentration0);
        return q.Concentration1.Lgamma() + q.Concentration0.Lgamma() + totalP.Lgamma()
            - (p.Concentration1.Lgamma() + p.Concentration0.Lgamma() + totalQ.Lgamma())
            + (p.Concentration1 - q.Concentration1) * p.Concentration1.Digamma()
            + (p.Concentration0 - q.Concentration0) * p.Concentration0.Digamma() + (totalQ - totalP) * totalP.Digamma();
    }

    private static Tensor OfDirichlets(Dirichlet p, Dirichlet q)
    {
        var (totalP, totalQ) = (p.Concentration.Sum(-1), q.Concentration.Sum(-1));
        return totalP.Lgamma() - totalQ.Lgamma() - (p.Concentration.Lgamma() - q.Concentration.Lgamma()).Sum(-1)
            + ((p.Concentration - q.Concentration) * (p.Concentration.Digamma() - totalP.Digamma().Unsqueeze(-1))).Sum(-1);
    }

    private static Tensor OfLaplaces(Laplace p, Laplace q)
    {
        var (ratio, distance) = (p.Scale / q.Scale, (p.Loc - q.Loc).Abs());
        return distance / q.Scale - ratio.Log() + ratio * (-distance / p.Scale).Exp() - 1;
    }

    private static Tensor OfGumbels(Gumbel p, Gumbel q)
    {
        var (ratio, a, b) = (p.Scale / q.Scale, q.Loc / q.Scale, p.Loc / q.Scale);
        return b - a - ratio.Log() + ratio * Gumbel.EulerGamma + (a + (1 + ratio).Lgamma() - b).Exp() - (1 + Gumbel.EulerGamma);
    }

    private static Tensor OfParetos(Pareto p, Pareto q)
    {
        var ratio = q.Alpha / p.Alpha;
        return (q.Alpha * (p.Scale / q.Scale).Log() - ratio.Log() + ratio - 1).MaskedFill(p.Scale < q.Scale, double.PositiveInfinity);
    }

    private static Tensor OfCauchys(Cauchy p, Cauchy q) =>
        ((p.Scale + q.Scale).Square() + (p.Loc - q.Loc).Square()).Log() - (4 * p.Scale * q.Scale).Log();

    private static Tensor OfIndependent(Independent p, Independent q)
    {
        if (p.ReinterpretedBatchNDims != q.ReinterpretedBatchNDims)
        {
            throw new NotSupportedException(
                $"KlDivergence: independent in {p.ReinterpretedBatchNDims} and in {q.ReinterpretedBatchNDims} dimensions; pass two of as many");
        }

        return Shapes.SumRightmost(Distribution.KlDivergence(p.BaseDist, q.BaseDist), p.ReinterpretedBatchNDims);
    }

    private static Tensor OfTransformed(TransformedDistribution p, TransformedDistribution q)
    {
        if (!ComposeTransform.AreSame(p.Transforms, q.Transforms) || !p.EventShape.Equals(q.EventShape))
        {
            throw new NotSupportedException(
                $"KlDivergence: {p.GetType().Name} and {q.GetType().Name} have different transforms or event shapes; only the same cancel");
        }

        return Distribution.KlDivergence(p.BaseDist, q.BaseDist);
    }
}
