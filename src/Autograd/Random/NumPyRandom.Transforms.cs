namespace Autograd;

/// <content>Distributions that are computed by a formula from uniform, exponential or normal deviates.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Draws a deviate of density e^(−|x − loc|/scale) / (2·scale): <c>np.random.laplace</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative.</exception>
    public double Laplace(double loc = 0.0, double scale = 1.0) => Next(new LaplaceDeviate(loc, scale));

    /// <summary>Draws a logistic deviate, loc + scale·log(u / (1 − u)): <c>np.random.logistic</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative.</exception>
    public double Logistic(double loc = 0.0, double scale = 1.0) => Next(new LogisticDeviate(loc, scale));

    /// <summary>Draws a Gumbel deviate, loc − scale·log(−log u): <c>np.random.gumbel</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative.</exception>
    public double Gumbel(double loc = 0.0, double scale = 1.0) => Next(new GumbelDeviate(loc, scale));

    /// <summary>Draws the exponential of a normal deviate: <c>np.random.lognormal</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is negative.</exception>
    public double LogNormal(double mean = 0.0, double sigma = 1.0) => Next(new LogNormalDeviate(mean, sigma));

    /// <summary>Draws the ratio of two normal deviates: <c>np.random.standard_cauchy</c>.</summary>
    public double StandardCauchy() => Next(default(StandardCauchyDeviate));

    /// <summary>Draws a deviate of density a / (1 + x)^(a + 1): <c>np.random.pareto</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="a"/> is not above 0.</exception>
    public double Pareto(double a) => Next(new ParetoDeviate(a));

    /// <summary>Draws an exponential deviate and raises it to the power of 1/a: <c>np.random.weibull</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="a"/> is negative.</exception>
    public double Weibull(double a) => Next(new WeibullDeviate(a));

    /// <summary>Draws a deviate of density a·x^(a − 1) in [0, 1]: <c>np.random.power</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="a"/> is not above 0.</exception>
    public double Power(double a) => Next(new PowerDeviate(a));

    /// <summary>
    /// Draws the length of a vector of two normal deviates, scale·√(−2·log(1 − u)): <c>np.random.rayleigh</c>.
    /// </summary>
    /// <remarks>
    /// This is the only distribution whose last bit may differ from NumPy's, which computes the logarithm with the C
    /// library's <c>log1p</c>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative.</exception>
    public double Rayleigh(double scale = 1.0) => Next(new RayleighDeviate(scale));

    /// <summary>
    /// Draws a deviate whose density rises linearly from <paramref name="left"/> to <paramref name="mode"/> and falls
    /// linearly to <paramref name="right"/>: <c>np.random.triangular</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The parameters are out of order, or left equals right.</exception>
    public double Triangular(double left, double mode, double right) => Next(new TriangularDeviate(left, mode, right));

    /// <summary>
    /// Draws an angle of [−π, π], of density e^(kappa·cos(x − mu)) up to a factor: <c>np.random.vonmises</c>.
    /// </summary>
    /// <remarks>
    /// D. Best and N. Fisher, "Efficient simulation of the von Mises distribution" (1979). From a kappa of about 10¹⁷
    /// on, NumPy's loop never ends; here the angle is a normal deviate of variance 1/kappa.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kappa"/> is negative.</exception>
    public double VonMises(double mu, double kappa) => Next(new VonMisesDeviate(mu, kappa));

    /// <summary>Draws an inverse Gaussian deviate: <c>np.random.wald</c>.</summary>
    /// <remarks>
    /// J. Michael, W. Schucany and R. Haas, "Generating random variates using transformations with multiple roots"
    /// (1976).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double Wald(double mean, double scale) => Next(new WaldDeviate(mean, scale));

    /// <summary>Draws a uniform deviate that is not 0.</summary>
    double NextPositiveLocked()
    {
        double u;
        do
            u = NextDoubleLocked();
        while (u == 0.0);
        return u;
    }

    internal readonly struct LaplaceDeviate(double loc, double scale) : IDeviate<double>
    {
        readonly double _scale = AtLeastZero("Laplace", nameof(scale), scale);

        public double Next(NumPyRandom random)
        {
            double u = random.NextPositiveLocked();
            return u >= 0.5 ? loc - _scale * Math.Log(2.0 - u - u) : loc + _scale * Math.Log(u + u);
        }
    }

    internal readonly struct LogisticDeviate(double loc, double scale) : IDeviate<double>
    {
        readonly double _scale = AtLeastZero("Logistic", nameof(scale), scale);

        public double Next(NumPyRandom random)
        {
            double u = random.NextPositiveLocked();
            return loc + _scale * Math.Log(u / (1.0 - u));
        }
    }

    internal readonly struct GumbelDeviate(double loc, double scale) : IDeviate<double>
    {
        readonly double _scale = AtLeastZero("Gumbel", nameof(scale), scale);

        public double Next(NumPyRandom random) => loc - _scale * Math.Log(-Math.Log(1.0 - random.NextPositiveLocked()));
    }

    internal readonly struct LogNormalDeviate(double mean, double sigma) : IDeviate<double>
    {
        readonly double _sigma = AtLeastZero("LogNormal", nameof(sigma), sigma);

        public double Next(NumPyRandom random) => Math.Exp(mean + _sigma * random.NextGaussianLocked());
    }

    internal readonly struct StandardCauchyDeviate : IDeviate<double>
    {
        public double Next(NumPyRandom random)
        {
            double numerator = random.NextGaussianLocked();
            return numerator / random.NextGaussianLocked();
        }
    }

    internal readonly struct ParetoDeviate(double a) : IDeviate<double>
    {
        readonly double _a = AboveZero("Pareto", nameof(a), a);

        public double Next(NumPyRandom random) => Math.Exp(random.NextExponentialLocked() / _a) - 1.0;
    }

    internal readonly struct WeibullDeviate(double a) : IDeviate<double>
    {
        readonly double _a = AtLeastZero("Weibull", nameof(a), a);

        public double Next(NumPyRandom random) => _a == 0.0 ? 0.0 : Math.Pow(random.NextExponentialLocked(), 1.0 / _a);
    }

    internal readonly struct PowerDeviate(double a) : IDeviate<double>
    {
        readonly double _a = AboveZero("Power", nameof(a), a);

        public double Next(NumPyRandom random) => Math.Pow(1.0 - Math.Exp(-random.NextExponentialLocked()), 1.0 / _a);
    }

    internal readonly struct RayleighDeviate(double scale) : IDeviate<double>
    {
        readonly double _scale = AtLeastZero("Rayleigh", nameof(scale), scale);

        public double Next(NumPyRandom random) => _scale * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDoubleLocked()));
    }

    internal readonly struct TriangularDeviate : IDeviate<double>
    {
        readonly double _left;
        readonly double _mode;
        readonly double _right;

        public TriangularDeviate(double left, double mode, double right)
        {
            if (!(left <= mode && mode <= right && left < right))
            {
                throw new ArgumentException(
                    $"Triangular: left {left}, mode {mode}, right {right}. Pass left <= mode <= right with left < right.");
            }

            (_left, _mode, _right) = (left, mode, right);
        }

        public double Next(NumPyRandom random)
        {
            double range = _right - _left;
            double rise = _mode - _left;
            double u = random.NextDoubleLocked();
            return u <= rise / range
                ? _left + Math.Sqrt(u * (rise * range))
                : _right - Math.Sqrt((1.0 - u) * ((_right - _mode) * range));
        }
    }

    internal readonly struct VonMisesDeviate(double mu, double kappa) : IDeviate<double>
    {
        readonly double _kappa = AtLeastZero("VonMises", nameof(kappa), kappa);

        public double Next(NumPyRandom random)
        {
            if (_kappa < 1e-8)
                return Math.PI * (2.0 * random.NextDoubleLocked() - 1.0);

            double s = 1.0 / _kappa + _kappa;
            if (_kappa >= 1e-5)
            {
                double r = 1.0 + Math.Sqrt(1.0 + 4.0 * _kappa * _kappa);
                double rho = (r - Math.Sqrt(2.0 * r)) / (2.0 * _kappa);
                s = (1.0 + rho * rho) / (2.0 * rho);
            }

            // The density is so narrow that rounding makes every point of the envelope its middle, and NumPy's loop
            // below would not end. The limit is a normal deviate of variance 1/kappa.
            if (!(s > 1.0))
                return Math.IEEERemainder(mu + random.NextGaussianLocked() / Math.Sqrt(_kappa), 2.0 * Math.PI);

            double w, y, v;
            do
            {
                double z = Math.Cos(Math.PI * random.NextDoubleLocked());
                w = (1.0 + s * z) / (s + z);
                y = _kappa * (s - w);
                v = random.NextDoubleLocked();
            }
            while (y * (2.0 - y) - v < 0.0 && Math.Log(y / v) + 1.0 - y < 0.0);

            double angle = Math.Acos(w);
            angle = (random.NextDoubleLocked() < 0.5 ? -angle : angle) + mu;
            double wrapped = (Math.Abs(angle) + Math.PI) % (2.0 * Math.PI) - Math.PI;
            return angle < 0.0 ? -wrapped : wrapped;
        }
    }

    internal readonly struct WaldDeviate(double mean, double scale) : IDeviate<double>
    {
        readonly double _mean = AboveZero("Wald", nameof(mean), mean);
        readonly double _scale = AboveZero("Wald", nameof(scale), scale);

        public double Next(NumPyRandom random)
        {
            double half = _mean / (2.0 * _scale);
            double y = random.NextGaussianLocked();
            y = _mean * y * y;
            double x = _mean + half * (y - Math.Sqrt(4.0 * _scale * y + y * y));
            return random.NextDoubleLocked() <= _mean / (_mean + x) ? x : _mean * _mean / x;
        }
    }
}
