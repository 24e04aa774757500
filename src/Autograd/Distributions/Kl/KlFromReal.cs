namespace Autograd.Distributions;

/// <summary>Divergences of distributions of all numbers from distributions of other classes.</summary>
internal static class KlFromReal
{
    public static void AddTo()
    {
        KlRegistry.Add<Gumbel, Normal>(KlFromBounded.FromMoments);
        KlRegistry.Add<Laplace, Normal>(KlFromBounded.FromMoments);
        KlRegistry.Add<Normal, Gumbel>((p, q) =>
        {
            var (mean, ratio, shift) = (p.Loc / q.Scale, (p.Scale / q.Scale).Square(), q.Loc / q.Scale);
            return mean - shift + (shift - mean + 0.5 * ratio).Exp() - 0.5 * ratio.Log() - 0.5 * (1 + Math.Log(2 * Math.PI));
        });
        KlRegistry.Add<Normal, Laplace>((p, q) =>
        {
            var distance = p.Loc - q.Loc;
            var scaled = distance / p.Scale;
            var meanDistance = Math.Sqrt(2 / Math.PI) * p.Scale * (-0.5 * scaled.Square()).Exp() + distance * (Math.Sqrt(0.5) * scaled).Erf();
            return meanDistance / q.Scale - (p.Scale / q.Scale).Log() - 0.5 * (1 + Math.Log(0.5 * Math.PI));
        });
    }
}
