namespace Autograd;

/// <content>The gamma distribution, and distributions that are computed from gamma deviates.</content>
public sealed partial class NumPyRandom
{
    /// <summary>
    /// Draws a gamma deviate, of density x^(shape − 1)·e^(−x/scale) up to a factor: <c>np.random.gamma</c>.
    /// </summary>
    /// <remarks>
    /// For a shape below 1, by rejection from a power and an exponential tail; above, by G. Marsaglia and W. Tsang, "A
    /// simple method for generating gamma variables" (2000). A scale of 1 gives <c>standard_gamma</c>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is negative.</exception>
    public double Gamma(double shape, double scale = 1.0) => Next(new GammaDeviate(shape, scale));

    /// <summary>
    /// Draws a beta deviate, of density x^(a − 1)·(1 − x)^(b − 1) up to a factor: <c>np.random.beta</c>.
    /// </summary>
    /// <remarks>
    /// By M. Jöhnk's method if a and b are at most 1; otherwise as X / (X + Y), where X and Y are gamma deviates of
    /// shapes a and b.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double Beta(double a, double b) => Next(new BetaDeviate(a, b));

    /// <summary>
    /// Draws the sum of the squares of <paramref name="df"/> standard normal deviates: <c>np.random.chisquare</c>.
    /// </summary>
    /// <remarks>Twice a gamma deviate of shape df / 2.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="df"/> is not above 0.</exception>
    public double ChiSquare(double df) => Next(new ChiSquareDeviate(df));

    /// <summary>
    /// Draws the sum of the squares of <paramref name="df"/> normal deviates; the squares of their means sum to
    /// <paramref name="nonc"/>: <c>np.random.noncentral_chisquare</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="df"/> is not above 0, or <paramref name="nonc"/> is negative.
    /// </exception>
    public double NoncentralChiSquare(double df, double nonc) => Next(new NoncentralChiSquareDeviate(df, nonc));

    /// <summary>
    /// Draws the ratio of two χ² deviates, each divided by its degrees of freedom: <c>np.random.f</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double F(double dfnum, double dfden) => Next(new FDeviate(dfnum, dfden));

    /// <summary>
    /// Draws a deviate of Student's t distribution, a normal deviate divided by √(χ²/df): <c>np.random.standard_t</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="df"/> is not above 0.</exception>
    public double StandardT(double df) => Next(new StandardTDeviate(df));

    /// <summary>
    /// Draws probabilities that sum to 1, of density Πx[i]^(alpha[i] − 1) up to a factor: <c>np.random.dirichlet</c>.
    /// </summary>
    /// <remarks>Gamma deviates of shapes alpha[i], divided by their sum.</remarks>
    /// <param name="alpha">The concentrations, each above 0.</param>
    /// <param name="destination">Rows of as many probabilities as there are concentrations.</param>
    /// <exception cref="ArgumentException">
    /// There are no concentrations, or the destination's length is not a multiple of their number.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A concentration is not above 0.</exception>
    public void FillDirichlet(Span<double> destination, ReadOnlySpan<double> alpha)
    {
        CheckRows("Dirichlet", "alpha", destination.Length, alpha.Length);
        foreach (double concentration in alpha)
            AboveZero("Dirichlet", nameof(alpha), concentration);

        lock (_gate)
        {
            for (; !destination.IsEmpty; destination = destination[alpha.Length..])
            {
                double sum = 0.0;
                for (int i = 0; i < alpha.Length; i++)
                    sum += destination[i] = NextGammaLocked(alpha[i]);
                double inverse = 1.0 / sum;
                for (int i = 0; i < alpha.Length; i++)
                    destination[i] *= inverse;
            }
        }
    }

    /// <summary>Draws a gamma deviate of scale 1.</summary>
    double NextGammaLocked(double shape)
    {
        if (shape == 1.0)
            return NextExponentialLocked();
        if (shape == 0.0)
            return 0.0;
        return shape < 1.0 ? NextSmallGammaLocked(shape) : NextLargeGammaLocked(shape);
    }

    double NextSmallGammaLocked(double shape)
    {
        while (true)
        {
            double u = NextDoubleLocked();
            double v = NextExponentialLocked();
            if (u <= 1.0 - shape)
            {
                double x = Math.Pow(u, 1.0 / shape);
                if (x <= v)
                    return x;
            }
            else
            {
                double y = -Math.Log((1.0 - u) / shape);
                double x = Math.Pow(1.0 - shape + shape * y, 1.0 / shape);
                if (x <= v + y)
                    return x;
            }
        }
    }

    double NextLargeGammaLocked(double shape)
    {
        double b = shape - 1.0 / 3.0;
        double c = 1.0 / Math.Sqrt(9.0 * b);
        while (true)
        {
            double x, v;
            do
            {
                x = NextGaussianLocked();
                v = 1.0 + c * x;
            }
            while (v <= 0.0);

            v = v * v * v;
            double u = NextDoubleLocked();
            if (u < 1.0 - 0.0331 * (x * x) * (x * x))
                return b * v;
            if (Math.Log(u) < 0.5 * x * x + b * (1.0 - v + Math.Log(v)))
                return b * v;
        }
    }

    double NextBetaLocked(double a, double b)
    {
        if (a > 1.0 || b > 1.0)
        {
            double first = NextGammaLocked(a);
            return first / (first + NextGammaLocked(b));
        }

        while (true)
        {
            double u = NextDoubleLocked();
            double v = NextDoubleLocked();
            double x = Math.Pow(u, 1.0 / a);
            double y = Math.Pow(v, 1.0 / b);
            if (x + y > 1.0)
                continue;
            if (x + y > 0.0)
                return x / (x + y);

            // Both powers underflowed, so the ratio is computed by logarithms.
            double logX = Math.Log(u) / a;
            double logY = Math.Log(v) / b;
            double largest = Math.Max(logX, logY);
            logX -= largest;
            logY -= largest;
            return Math.Exp(logX - Math.Log(Math.Exp(logX) + Math.Exp(logY)));
        }
    }

    double NextChiSquareLocked(double df) => 2.0 * NextGammaLocked(df / 2.0);

    static void CheckRows(string op, string name, int elements, int rowLength)
    {
        if (rowLength == 0 || elements % rowLength != 0)
        {
            throw new ArgumentException(
                $"{op}: {elements} elements do not divide into rows of {rowLength}. Pass {name} and a whole number of rows.", name);
        }
    }

    internal readonly struct GammaDeviate(double shape, double scale) : IDeviate<double>
    {
        readonly double _shape = AtLeastZero("Gamma", nameof(shape), shape);
        readonly double _scale = AtLeastZero("Gamma", nameof(scale), scale);

        public double Next(NumPyRandom random) => _scale * random.NextGammaLocked(_shape);
    }

    internal readonly struct BetaDeviate(double a, double b) : IDeviate<double>
    {
        readonly double _a = AboveZero("Beta", nameof(a), a);
        readonly double _b = AboveZero("Beta", nameof(b), b);

        public double Next(NumPyRandom random) => random.NextBetaLocked(_a, _b);
    }

    internal readonly struct ChiSquareDeviate(double df) : IDeviate<double>
    {
        readonly double _df = AboveZero("ChiSquare", nameof(df), df);

        public double Next(NumPyRandom random) => random.NextChiSquareLocked(_df);
    }

    internal readonly struct NoncentralChiSquareDeviate(double df, double nonc) : IDeviate<double>
    {
        readonly double _df = AboveZero("NoncentralChiSquare", nameof(df), df);
        readonly double _nonc = AtLeastZero("NoncentralChiSquare", nameof(nonc), nonc);

        public double Next(NumPyRandom random)
        {
            if (_nonc == 0.0)
                return random.NextChiSquareLocked(_df);
            if (_df <= 1.0)
                return random.NextChiSquareLocked(_df + 2.0 * PoissonSampler.Sample(random, _nonc / 2.0));
            double rest = random.NextChiSquareLocked(_df - 1.0);
            double shifted = random.NextGaussianLocked() + Math.Sqrt(_nonc);
            return rest + shifted * shifted;
        }
    }

    internal readonly struct FDeviate(double dfnum, double dfden) : IDeviate<double>
    {
        readonly double _dfnum = AboveZero("F", nameof(dfnum), dfnum);
        readonly double _dfden = AboveZero("F", nameof(dfden), dfden);

        public double Next(NumPyRandom random)
        {
            double numerator = random.NextChiSquareLocked(_dfnum) * _dfden;
            return numerator / (random.NextChiSquareLocked(_dfden) * _dfnum);
        }
    }

    internal readonly struct StandardTDeviate(double df) : IDeviate<double>
    {
        readonly double _df = AboveZero("StandardT", nameof(df), df);

        public double Next(NumPyRandom random)
        {
            double numerator = random.NextGaussianLocked();
            return Math.Sqrt(_df / 2.0) * numerator / Math.Sqrt(random.NextGammaLocked(_df / 2.0));
        }
    }
}
