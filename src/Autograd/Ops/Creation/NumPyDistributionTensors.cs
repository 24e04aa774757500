namespace Autograd;

/// <summary>
/// The distributions of <c>np.random</c> with a size, as tensors: Float64 for real numbers, Int64 for counts. The
/// numbers are those of NumPy's legacy generator. The method of <see cref="NumPyRandom"/> with the same name documents
/// each distribution.
/// </summary>
public static class NumPyDistributionTensors
{
    /// <summary><c>np.random.exponential(scale, size)</c>; see <see cref="NumPyRandom.Exponential"/>.</summary>
    public static Tensor Exponential(this NumPyRandom random, double scale, Shape size)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(size);
        var result = Tensor.Uninitialized<double>(size);
        using var resultData = result.Write();
        random.FillExponential(resultData.Span<double>(), scale);
        return result;
    }

    /// <summary><c>np.random.gamma(shape, scale, size)</c>; see <see cref="NumPyRandom.Gamma"/>.</summary>
    public static Tensor Gamma(this NumPyRandom random, double shape, double scale, Shape size) =>
        random.Real(new NumPyRandom.GammaDeviate(shape, scale), size);

    /// <summary><c>np.random.beta(a, b, size)</c>; see <see cref="NumPyRandom.Beta"/>.</summary>
    public static Tensor Beta(this NumPyRandom random, double a, double b, Shape size) =>
        random.Real(new NumPyRandom.BetaDeviate(a, b), size);

    /// <summary><c>np.random.chisquare(df, size)</c>; see <see cref="NumPyRandom.ChiSquare"/>.</summary>
    public static Tensor ChiSquare(this NumPyRandom random, double df, Shape size) =>
        random.Real(new NumPyRandom.ChiSquareDeviate(df), size);

    /// <summary>
    /// <c>np.random.noncentral_chisquare(df, nonc, size)</c>; see <see cref="NumPyRandom.NoncentralChiSquare"/>.
    /// </summary>
    public static Tensor NoncentralChiSquare(this NumPyRandom random, double df, double nonc, Shape size) =>
        random.Real(new NumPyRandom.NoncentralChiSquareDeviate(df, nonc), size);

    /// <summary><c>np.random.f(dfnum, dfden, size)</c>; see <see cref="NumPyRandom.F"/>.</summary>
    public static Tensor F(this NumPyRandom random, double dfnum, double dfden, Shape size) =>
        random.Real(new NumPyRandom.FDeviate(dfnum, dfden), size);

    /// <summary><c>np.random.standard_t(df, size)</c>; see <see cref="NumPyRandom.StandardT"/>.</summary>
    public static Tensor StandardT(this NumPyRandom random, double df, Shape size) =>
        random.Real(new NumPyRandom.StandardTDeviate(df), size);

    /// <summary>
    /// <c>np.random.dirichlet(alpha, size)</c>, of shape size + (alpha's length,); see
    /// <see cref="NumPyRandom.FillDirichlet"/>.
    /// </summary>
    public static Tensor Dirichlet(this NumPyRandom random, ReadOnlySpan<double> alpha, Shape size)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(size);
        var result = Tensor.Uninitialized<double>([.. size.Sizes, alpha.Length]);
        using var resultData = result.Write();
        random.FillDirichlet(resultData.Span<double>(), alpha);
        return result;
    }

    /// <summary><c>np.random.laplace(loc, scale, size)</c>; see <see cref="NumPyRandom.Laplace"/>.</summary>
    public static Tensor Laplace(this NumPyRandom random, double loc, double scale, Shape size) =>
        random.Real(new NumPyRandom.LaplaceDeviate(loc, scale), size);

    /// <summary><c>np.random.logistic(loc, scale, size)</c>; see <see cref="NumPyRandom.Logistic"/>.</summary>
    public static Tensor Logistic(this NumPyRandom random, double loc, double scale, Shape size) =>
        random.Real(new NumPyRandom.LogisticDeviate(loc, scale), size);

    /// <summary><c>np.random.gumbel(loc, scale, size)</c>; see <see cref="NumPyRandom.Gumbel"/>.</summary>
    public static Tensor Gumbel(this NumPyRandom random, double loc, double scale, Shape size) =>
        random.Real(new NumPyRandom.GumbelDeviate(loc, scale), size);

    /// <summary><c>np.random.lognormal(mean, sigma, size)</c>; see <see cref="NumPyRandom.LogNormal"/>.</summary>
    public static Tensor LogNormal(this NumPyRandom random, double mean, double sigma, Shape size) =>
        random.Real(new NumPyRandom.LogNormalDeviate(mean, sigma), size);

    /// <summary><c>np.random.standard_cauchy(size)</c>; see <see cref="NumPyRandom.StandardCauchy"/>.</summary>
    public static Tensor StandardCauchy(this NumPyRandom random, Shape size) =>
        random.Real(default(NumPyRandom.StandardCauchyDeviate), size);

    /// <summary><c>np.random.pareto(a, size)</c>; see <see cref="NumPyRandom.Pareto"/>.</summary>
    public static Tensor Pareto(this NumPyRandom random, double a, Shape size) => random.Real(new NumPyRandom.ParetoDeviate(a), size);

    /// <summary><c>np.random.weibull(a, size)</c>; see <see cref="NumPyRandom.Weibull"/>.</summary>
    public static Tensor Weibull(this NumPyRandom random, double a, Shape size) => random.Real(new NumPyRandom.WeibullDeviate(a), size);

    /// <summary><c>np.random.power(a, size)</c>; see <see cref="NumPyRandom.Power"/>.</summary>
    public static Tensor Power(this NumPyRandom random, double a, Shape size) => random.Real(new NumPyRandom.PowerDeviate(a), size);

    /// <summary><c>np.random.rayleigh(scale, size)</c>; see <see cref="NumPyRandom.Rayleigh"/>.</summary>
    public static Tensor Rayleigh(this NumPyRandom random, double scale, Shape size) =>
        random.Real(new NumPyRandom.RayleighDeviate(scale), size);

    /// <summary>
    /// <c>np.random.triangular(left, mode, right, size)</c>; see <see cref="NumPyRandom.Triangular"/>.
    /// </summary>
    public static Tensor Triangular(this NumPyRandom random, double left, double mode, double right, Shape size) =>
        random.Real(new NumPyRandom.TriangularDeviate(left, mode, right), size);

    /// <summary><c>np.random.vonmises(mu, kappa, size)</c>; see <see cref="NumPyRandom.VonMises"/>.</summary>
    public static Tensor VonMises(this NumPyRandom random, double mu, double kappa, Shape size) =>
        random.Real(new NumPyRandom.VonMisesDeviate(mu, kappa), size);

    /// <summary><c>np.random.wald(mean, scale, size)</c>; see <see cref="NumPyRandom.Wald"/>.</summary>
    public static Tensor Wald(this NumPyRandom random, double mean, double scale, Shape size) =>
        random.Real(new NumPyRandom.WaldDeviate(mean, scale), size);

    /// <summary><c>np.random.binomial(n, p, size)</c>; see <see cref="NumPyRandom.Binomial"/>.</summary>
    public static Tensor Binomial(this NumPyRandom random, long n, double p, Shape size) =>
        random.Counts(new NumPyRandom.BinomialDeviate(n, p), size);

    /// <summary>
    /// <c>np.random.multinomial(n, pvals, size)</c>, of shape size + (pvals' length,); see
    /// <see cref="NumPyRandom.FillMultinomial"/>.
    /// </summary>
    public static Tensor Multinomial(this NumPyRandom random, long n, ReadOnlySpan<double> pvals, Shape size)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(size);
        var result = Tensor.Uninitialized<long>([.. size.Sizes, pvals.Length]);
        using var resultData = result.Write();
        random.FillMultinomial(resultData.Span<long>(), n, pvals);
        return result;
    }

    /// <summary><c>np.random.poisson(lam, size)</c>; see <see cref="NumPyRandom.Poisson"/>.</summary>
    public static Tensor Poisson(this NumPyRandom random, double lam, Shape size) => random.Counts(new NumPyRandom.PoissonDeviate(lam), size);

    /// <summary><c>np.random.geometric(p, size)</c>; see <see cref="NumPyRandom.Geometric"/>.</summary>
    public static Tensor Geometric(this NumPyRandom random, double p, Shape size) => random.Counts(new NumPyRandom.GeometricDeviate(p), size);

    /// <summary>
    /// <c>np.random.negative_binomial(n, p, size)</c>; see <see cref="NumPyRandom.NegativeBinomial"/>.
    /// </summary>
    public static Tensor NegativeBinomial(this NumPyRandom random, double n, double p, Shape size) =>
        random.Counts(new NumPyRandom.NegativeBinomialDeviate(n, p), size);

    /// <summary>
    /// <c>np.random.hypergeometric(ngood, nbad, nsample, size)</c>; see <see cref="NumPyRandom.Hypergeometric"/>.
    /// </summary>
    public static Tensor Hypergeometric(this NumPyRandom random, long ngood, long nbad, long nsample, Shape size) =>
        random.Counts(new NumPyRandom.HypergeometricDeviate(ngood, nbad, nsample), size);

    /// <summary><c>np.random.logseries(p, size)</c>; see <see cref="NumPyRandom.LogSeries"/>.</summary>
    public static Tensor LogSeries(this NumPyRandom random, double p, Shape size) => random.Counts(new NumPyRandom.LogSeriesDeviate(p), size);

    /// <summary><c>np.random.zipf(a, size)</c>; see <see cref="NumPyRandom.Zipf"/>.</summary>
    public static Tensor Zipf(this NumPyRandom random, double a, Shape size) => random.Counts(new NumPyRandom.ZipfDeviate(a), size);

    private static Tensor Real<TDeviate>(this NumPyRandom random, TDeviate deviate, Shape size) where TDeviate : struct, IDeviate<double>
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(size);
        var result = Tensor.Uninitialized<double>(size);
        using var resultData = result.Write();
        random.Fill(resultData.Span<double>(), deviate);
        return result;
    }

    private static Tensor Counts<TDeviate>(this NumPyRandom random, TDeviate deviate, Shape size) where TDeviate : struct, IDeviate<long>
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(size);
        var result = Tensor.Uninitialized<long>(size);
        using var resultData = result.Write();
        random.Fill(resultData.Span<long>(), deviate);
        return result;
    }
}
