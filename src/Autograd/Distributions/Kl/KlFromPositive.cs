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
        KlRegistry.Add<Pareto, Exponential>((p, q) =>
        {
            var product = p.Scale * q.Rate;
            return ((p.Alpha / product).Log() - p.Alpha.Reciprocal() + p.Alpha * product / (p.Alpha - 1) - 1)
                .MaskedFill(p.Alpha <= 1, double.PositiveInfinity);
        });
        KlRegistry.Add<Pareto, Gamma>((p, q) =>
        {
            var logMoment = p.Scale.Log() + p.Alpha.Reciprocal();
            return (p.Alpha.Log() - logMoment + q.Concentration.Lgamma() - q.Concentration * q.Rate.Log()
                + (1 - q.Concentration) * logMoment + q.Rate * p.Alpha * p.Scale / (p.Alpha - 1) - 1)
                .MaskedFill(p.Alpha <= 1, double.PositiveInfinity);
        });
        KlRegistry.Add<Pareto, Normal>((p, q) => KlFromBounded.FromMoments(p, q).MaskedFill(p.Alpha <= 2, double.PositiveInfinity));
    }
}
