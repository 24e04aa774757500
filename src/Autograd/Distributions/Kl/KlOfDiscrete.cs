namespace Autograd.Distributions;

/// <summary>Divergences of discrete distributions.</summary>
internal static class KlOfDiscrete
{
    public static void AddTo()
    {
        KlRegistry.Add<Bernoulli, Bernoulli>(OfBernoullis);
        KlRegistry.Add<Binomial, Binomial>(OfBinomials);
        KlRegistry.Add<Categorical, Categorical>(OfCategoricals);
        KlRegistry.Add<OneHotCategorical, OneHotCategorical>((p, q) => OfCategoricals(p.Base, q.Base));
        KlRegistry.Add<Geometric, Geometric>((p, q) => -p.Entropy() - (-q.Probs).Log1p() / p.Probs - q.Logits);
        KlRegistry.Add<Poisson, Poisson>((p, q) => p.Rate * (p.Rate.Log() - q.Rate.Log()) - (p.Rate - q.Rate));
        KlRegistry.Add<Bernoulli, Poisson>((p, q) => -p.Entropy() - (p.Probs * q.Rate.Log() - q.Rate));
    }

    private static Tensor OfBernoullis(Bernoulli p, Bernoulli q)
    {
        var ofOne = (p.Probs * (p.Logits.LogSigmoid() - q.Logits.LogSigmoid()))
            .MaskedFill(q.Probs.Eq(0), double.PositiveInfinity).MaskedFill(p.Probs.Eq(0), 0.0);
        var ofZero = ((1 - p.Probs) * ((-p.Logits).LogSigmoid() - (-q.Logits).LogSigmoid()))
            .MaskedFill(q.Probs.Eq(1), double.PositiveInfinity).MaskedFill(p.Probs.Eq(1), 0.0);
        return ofOne + ofZero;
    }

    private static Tensor OfBinomials(Binomial p, Binomial q)
    {
        if ((bool)(p.TotalCount < q.TotalCount).Any())
        {
            throw new NotSupportedException(
                "KlDivergence: a Binomial of fewer trials than the other's has no closed form; pass one of at least as many");
        }

        var kl = p.TotalCount * (p.Probs * (p.Logits - q.Logits) + (-p.Probs).Log1p() - (-q.Probs).Log1p());
        return kl.MaskedFill(p.TotalCount > q.TotalCount, double.PositiveInfinity);
    }

    private static Tensor OfCategoricals(Categorical p, Categorical q) =>
        (p.Probs * (p.Logits - q.Logits)).MaskedFill(q.Probs.Eq(0), double.PositiveInfinity).MaskedFill(p.Probs.Eq(0), 0.0).Sum(-1);
}
