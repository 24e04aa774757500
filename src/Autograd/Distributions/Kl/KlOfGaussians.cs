namespace Autograd.Distributions;

/// <summary>Divergences of normal distributions of vectors.</summary>
internal static class KlOfGaussians
{
    public static void AddTo()
    {
        KlRegistry.Add<MultivariateNormal, MultivariateNormal>((p, q) =>
        {
            CheckEvents(p, q);
            var trace = GaussianAlgebra.TraceOfSquare(Linalg.SolveTriangular(q.Lower, p.Lower, upper: false));
            return GaussianAlgebra.HalfLogDet(q.Lower) - GaussianAlgebra.HalfLogDet(p.Lower)
                + 0.5 * (trace + GaussianAlgebra.Mahalanobis(q.Lower, q.Loc - p.Loc) - p.EventShape[0]);
        });
        KlRegistry.Add<MultivariateNormal, LowRankMultivariateNormal>((p, q) =>
        {
            CheckEvents(p, q);
            var trace = GaussianAlgebra.TraceOfSquare(p.Lower * q.CovDiag.Rsqrt().Unsqueeze(-1))
                - GaussianAlgebra.TraceOfSquare(q.ScaledFactor().MatMul(p.Lower));
            return 0.5 * (q.LogDet() - 2 * GaussianAlgebra.HalfLogDet(p.Lower) + trace + q.Mahalanobis(q.Loc - p.Loc) - p.EventShape[0]);
        });
        KlRegistry.Add<LowRankMultivariateNormal, MultivariateNormal>((p, q) =>
        {
            CheckEvents(p, q);
            var trace = GaussianAlgebra.TraceOfSquare(Linalg.SolveTriangular(q.Lower, p.CovFactor, upper: false))
                + GaussianAlgebra.TraceOfSquare(Linalg.SolveTriangular(q.Lower, p.CovDiag.Sqrt().DiagEmbed(), upper: false));
            return 0.5 * (2 * GaussianAlgebra.HalfLogDet(q.Lower) - p.LogDet() + trace
                + GaussianAlgebra.Mahalanobis(q.Lower, q.Loc - p.Loc) - p.EventShape[0]);
        });
        KlRegistry.Add<LowRankMultivariateNormal, LowRankMultivariateNormal>((p, q) =>
        {
            CheckEvents(p, q);
            var a = q.ScaledFactor();
            var trace = (p.CovDiag / q.CovDiag).Sum(-1) + GaussianAlgebra.TraceOfSquare(p.CovFactor * q.CovDiag.Rsqrt().Unsqueeze(-1))
                - GaussianAlgebra.TraceOfSquare(a * p.CovDiag.Sqrt().Unsqueeze(-2)) - GaussianAlgebra.TraceOfSquare(a.MatMul(p.CovFactor));
            return 0.5 * (q.LogDet() - p.LogDet() + trace + q.Mahalanobis(q.Loc - p.Loc) - p.EventShape[0]);
        });
    }

    private static void CheckEvents(Distribution p, Distribution q)
    {
        if (!p.EventShape.Equals(q.EventShape))
            throw new ArgumentException($"KlDivergence: event shapes {p.EventShape} and {q.EventShape}; pass two of one");
    }
}
