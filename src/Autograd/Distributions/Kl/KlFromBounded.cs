namespace Autograd.Distributions;

/// <summary>Divergences of distributions on an interval from distributions of other classes.</summary>
internal static class KlFromBounded
{
    public static void AddTo()
    {
        AddBeta();
        AddContinuousBernoulli();
        AddUniform();
    }

    private static void AddBeta()
    {
        KlRegistry.Add<Beta, ContinuousBernoulli>((p, q) => -p.Entropy() - p.Mean * q.Logits - (-q.Probs).Log1p() - q.LogNormalizer());
        KlRegistry.Add<Beta, Exponential>((p, q) => -p.Entropy() - q.Rate.Log() + q.Rate * p.Mean);
        KlRegistry.Add<Beta, Gamma>((p, q) =>
            -p.Entropy() + q.Concentration.Lgamma() - q.Concentration * q.Rate.Log()
            - (q.Concentration - 1) * (p.Concentration1.Digamma() - (p.Concentration1 + p.Concentration0).Digamma()) + q.Rate * p.Mean);
        KlRegistry.Add<Beta, Normal>(FromMoments);
        KlRegistry.Add<Beta, Uniform>((p, q) =>
            (-p.Entropy() + (q.High - q.Low).Log()).MaskedFill((q.Low > 0) | (q.High < 1), double.PositiveInfinity));
    }

    private static void AddContinuousBernoulli()
    {
        KlRegistry.Add<ContinuousBernoulli, Exponential>((p, q) => -p.Entropy() - q.Rate.Log() + q.Rate * p.Mean);
        KlRegistry.Add<ContinuousBernoulli, Normal>(FromMoments);
        KlRegistry.Add<ContinuousBernoulli, Uniform>((p, q) =>
            (-p.Entropy() + (q.High - q.Low).Log()).MaskedFill((q.Low > 0) | (q.High < 1), double.PositiveInfinity));
    }

    private static void AddUniform()
    {
        KlRegistry.Add<Uniform, Beta>((p, q) =>
        {
            var width = p.High - p.Low;
            var ofOne = (q.Concentration1 - 1) * (XLogX(p.High) - XLogX(p.Low) - width) / width;
            var ofZero = (q.Concentration0 - 1) * (XLogX(1 - p.High) - XLogX(1 - p.Low) + width) / width;
            var logBeta = q.Concentration1.Lgamma() + q.Concentration0.Lgamma() - (q.Concentration1 + q.Concentration0).Lgamma();
            return (ofZero + logBeta - width.Log() - ofOne).MaskedFill((p.High > 1) | (p.Low < 0), double.PositiveInfinity);
        });
        KlRegistry.Add<Uniform, ContinuousBernoulli>((p, q) =>
            (-p.Entropy() - p.Mean * q.Logits - (-q.Probs).Log1p() - q.LogNormalizer())
                .MaskedFill((p.High > 1) | (p.Low < 0), double.PositiveInfinity));
        KlRegistry.Add<Uniform, Exponential>((p, q) =>
            (q.Rate * (p.High + p.Low) / 2 - ((p.High - p.Low) * q.Rate).Log()).MaskedFill(p.Low < 0, double.PositiveInfinity));
        KlRegistry.Add<Uniform, Gamma>((p, q) =>
        {
            var width = p.High - p.Low;
            var logMoment = (1 - q.Concentration) * (XLogX(p.High) - XLogX(p.Low) - width) / width;
            return (-width.Log() + q.Concentration.Lgamma() - q.Concentration * q.Rate.Log() + logMoment + q.Rate * (p.High + p.Low) / 2)
                .MaskedFill(p.Low < 0, double.PositiveInfinity);
        });
        KlRegistry.Add<Uniform, Gumbel>((p, q) =>
        {
            var ratio = q.Scale / (p.High - p.Low);
            var (high, low) = ((p.High - q.Loc) / q.Scale, (p.Low - q.Loc) / q.Scale);
            return ratio.Log() + 0.5 * (high + low) - ratio * ((-high).Exp() - (-low).Exp());
        });
        KlRegistry.Add<Uniform, Normal>(FromMoments);
        KlRegistry.Add<Uniform, Pareto>((p, q) =>
        {
            var width = p.High - p.Low;
            var logMoment = (XLogX(p.High) - XLogX(p.Low) - width) / width;
            return (logMoment * (q.Alpha + 1) - (q.Alpha * q.Scale.Pow(q.Alpha) * width).Log())
                .MaskedFill(p.Low < q.Scale, double.PositiveInfinity);
        });
    }

    /// <summary>The divergence from a normal distribution, of which only the entropy and the first two moments of p are left.</summary>
    internal static Tensor FromMoments(Distribution p, Normal q) =>
        -p.Entropy() + 0.5 * (2 * Math.PI * q.Scale.Square()).Log() + (p.Variance + (p.Mean - q.Loc).Square()) / (2 * q.Scale.Square());

    private static Tensor XLogX(Tensor x) => x.XLogY(x);
}
