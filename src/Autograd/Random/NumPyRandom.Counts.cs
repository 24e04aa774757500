namespace Autograd;

/// <content>Further distributions of integers.</content>
public sealed partial class NumPyRandom
{
    /// <summary>NumPy's limit of the mean, up to which Poisson deviates fit into 64 bits.</summary>
    const double LargestRate = 9.223372006484771e18;

    /// <summary>Draws a Poisson deviate, of probability lam^k·e^(−lam) / k!: <c>np.random.poisson</c>.</summary>
    /// <remarks>
    /// For a mean below 10 by products of uniform deviates, otherwise by W. Hörmann's transformed rejection (1993).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lam"/> is negative or too large.</exception>
    public long Poisson(double lam = 1.0) => NextCount(new PoissonDeviate(lam));

    /// <summary>
    /// Draws the number of trials up to the first success, each of probability p: <c>np.random.geometric</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not above 0 and at most 1.</exception>
    public long Geometric(double p) => NextCount(new GeometricDeviate(p));

    /// <summary>
    /// Draws the number of failures before n successes, each of probability p: <c>np.random.negative_binomial</c>.
    /// </summary>
    /// <remarks>A Poisson deviate whose mean is a gamma deviate of shape n and scale (1 − p) / p.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is not above 0, or p is not above 0 and at most 1.</exception>
    public long NegativeBinomial(double n, double p) => NextCount(new NegativeBinomialDeviate(n, p));

    /// <summary>
    /// Draws the number of good elements in a sample without replacement from good and bad ones:
    /// <c>np.random.hypergeometric</c>.
    /// </summary>
    /// <remarks>
    /// A sample of up to 10 is drawn one by one; for a larger one, E. Stadlober's ratio of uniforms (1990) is used.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is negative, or the sample is larger than the population.
    /// </exception>
    public long Hypergeometric(long ngood, long nbad, long nsample) => NextCount(new HypergeometricDeviate(ngood, nbad, nsample));

    /// <summary>Draws a deviate of probability −p^k / (k·log(1 − p)): <c>np.random.logseries</c>.</summary>
    /// <remarks>
    /// A. Kemp, "Efficient generation of logarithmically distributed pseudo-random variables" (1981).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public long LogSeries(double p) => NextCount(new LogSeriesDeviate(p));

    /// <summary>Draws a deviate of probability in proportion to k^−a: <c>np.random.zipf</c>.</summary>
    /// <remarks>L. Devroye, "Non-uniform random variate generation" (1986), X.6.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="a"/> is not above 1.</exception>
    public long Zipf(double a) => NextCount(new ZipfDeviate(a));

    static double Success(string op, double p) =>
        p is > 0.0 and <= 1.0
            ? p
            : throw new ArgumentOutOfRangeException(nameof(p), $"{op}: p is {p}. Pass a probability above 0 and at most 1.");

    internal readonly struct PoissonDeviate(double lam) : IDeviate<long>
    {
        readonly double _lam = lam is >= 0.0 and <= LargestRate
            ? lam
            : throw new ArgumentOutOfRangeException(nameof(lam), $"Poisson: lam is {lam}. Pass one from 0 to {LargestRate}.");

        public long Next(NumPyRandom random) => PoissonSampler.Sample(random, _lam);
    }

    internal readonly struct GeometricDeviate(double p) : IDeviate<long>
    {
        readonly double _p = Success("Geometric", p);

        public long Next(NumPyRandom random)
        {
            if (_p < 1.0 / 3.0)
                return (long)Math.Ceiling(Math.Log(1.0 - random.NextDoubleLocked()) / Math.Log(1.0 - _p));

            long count = 1;
            double term = _p;
            double sum = _p;
            double u = random.NextDoubleLocked();
            for (; u > sum; count++)
            {
                term *= 1.0 - _p;
                sum += term;
            }

            return count;
        }
    }

    internal readonly struct NegativeBinomialDeviate(double n, double p) : IDeviate<long>
    {
        readonly double _n = AboveZero("NegativeBinomial", nameof(n), n);
        readonly double _p = Success("NegativeBinomial", p);

        public long Next(NumPyRandom random) =>
            PoissonSampler.Sample(random, (1.0 - _p) / _p * random.NextGammaLocked(_n));
    }

    internal readonly struct LogSeriesDeviate(double p) : IDeviate<long>
    {
        readonly double _p = p is > 0.0 and < 1.0
            ? p
            : throw new ArgumentOutOfRangeException(nameof(p), $"LogSeries: p is {p}. Pass one between 0 and 1.");

        public long Next(NumPyRandom random)
        {
            double r = Math.Log(1.0 - _p);
            while (true)
            {
                double v = random.NextDoubleLocked();
                if (v >= _p)
                    return 1;
                double q = 1.0 - Math.Exp(r * random.NextDoubleLocked());
                if (v > q * q)
                    return v >= q ? 1 : 2;
                var result = (long)Math.Floor(1.0 + Math.Log(v) / Math.Log(q));
                if (result >= 1 && v != 0.0)
                    return result;
            }
        }
    }

    internal readonly struct ZipfDeviate(double a) : IDeviate<long>
    {
        readonly double _a = a > 1.0
            ? a
            : throw new ArgumentOutOfRangeException(nameof(a), $"Zipf: a is {a}. Pass one above 1.");

        public long Next(NumPyRandom random)
        {
            double exponent = _a - 1.0;

            // 2 to this power is infinite, for which NumPy's loop never ends. The probability of 1 is 1 − 2^-1024.
            if (exponent >= 1024.0)
                return 1;

            double b = Math.Pow(2.0, exponent);
            while (true)
            {
                double u = 1.0 - random.NextDoubleLocked();
                double v = random.NextDoubleLocked();
                double x = Math.Floor(Math.Pow(u, -1.0 / exponent));
                if (x is > long.MaxValue or < 1.0)
                    continue;
                double t = Math.Pow(1.0 + 1.0 / x, exponent);
                if (v * x * (t - 1.0) / (b - 1.0) <= t / b)
                    return (long)x;
            }
        }
    }
}
