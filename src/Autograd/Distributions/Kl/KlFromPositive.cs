namespace Autograd.Distributions;

/// <summary>Divergences of distributions of positive numbers from distributions of other classes.</summary>
internal static class KlFromPositive
{
    public static void AddTo()
    {
        KlRegistry.Add<Exponential, Gamma>((p, q) =>
        {
            var ratio = q.Rate / p.Rate;
            return -q.Concentration * ratio.Log() + ratio + q.Concentration.Lgamma() + q.Concentration * Gumbel.EulerGamma
                - (1 + Gumbel.EulerGamma);
        });
        KlRegistry.Add<Exponential, Gumbel>((p, q) =>
        {
            var (product, shift) = (p.Rate * q.Scale, q.Loc / q.Scale);
            return product.Log() - 1 - shift + shift.Exp() * product / (product + 1) + product.Reciprocal();
        });
        KlRegistry.Add<Exponential, Normal>(KlFromBounded.FromMoments);
        KlRegistry.Add<Gamma, Exponential>((p, q) => -p.Entropy() - q.Rate.Log() + q.Rate * p.Concentration / p.Rate);
        KlRegistry.Add<Gamma, Gumbel>((p, q) =>
        {
            var (product, shift) = (p.Rate * q.Scale, q.Loc / q.Scale);
            return (p.Concentration - 1) * p.Concentration.Digamma() - p.Concentration.Lgamma() - p.Concentration
                + product.Log() + p.Concentration / product + shift.Exp() * (1 + product.Reciprocal()).Pow(-p.Concentration) - shift;
        });
        KlRegistry.Add<Gamma, Normal>(KlFromBounded.FromMoments);
        KlRegistry.Add<Pareto, Exponential>((p, q) => Finite(p, 1, finite =>
        {
            var product = finite.Scale * q.Rate;
            return (finite.Alpha / product).Log() - finite.Alpha.Reciprocal() + finite.Alpha * product / (finite.Alpha - 1) - 1;
        }));
        KlRegistry.Add<Pareto, Gamma>((p, q) => Finite(p, 1, finite =>
        {
            var logMoment = finite.Scale.Log() + finite.Alpha.Reciprocal();
            return finite.Alpha.Log() - logMoment + q.Concentration.Lgamma() - q.Concentration * q.Rate.Log()
                + (1 - q.Concentration) * logMoment + q.Rate * finite.Alpha * finite.Scale / (finite.Alpha - 1) - 1;
        }));
        KlRegistry.Add<Pareto, Normal>((p, q) => Finite(p, 2, finite => KlFromBounded.FromMoments(finite, q)));
    }

    /// <summary>A divergence that is infinite up to an α; there it is computed for another, which has no gradient.</summary>
    private static Tensor Finite(Pareto p, double limit, Func<Pareto, Tensor> formula)
    {
        var isInfinite = p.Alpha <= limit;
        var finite = new Pareto(p.Scale, p.Alpha.MaskedFill(isInfinite, limit + 1), validateArgs: false);
        return formula(finite).MaskedFill(isInfinite, double.PositiveInfinity);
    }
}
