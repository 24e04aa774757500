namespace Autograd;

/// <content>Continuous distributions, by Python's formulas, operation for operation.</content>
public sealed partial class PythonRandom
{
    private static readonly double NormalRatio = 4 * Math.Exp(-0.5) / Math.Sqrt(2.0);
    private static readonly double Log4 = Math.Log(4.0);
    private static readonly double GammaBound = 1.0 + Math.Log(4.5);

    /// <summary>Draws a number of [a, b] as a + (b − a)·u: <c>random.uniform(a, b)</c>.</summary>
    /// <param name="a">One end.</param>
    /// <param name="b">The other end, which may be the smaller.</param>
    /// <returns>The number.</returns>
    public double Uniform(double a, double b) => a + (b - a) * Random();

    /// <summary>Draws a number of the triangular distribution: <c>random.triangular(low, high, mode)</c>.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end; if it equals low, the number is low.</param>
    /// <param name="mode">The most probable number; null for the middle.</param>
    /// <returns>The number.</returns>
    public double Triangular(double low = 0.0, double high = 1.0, double? mode = null)
    {
        var u = Random();
        if (mode is not null && high == low) return low;
        var c = mode is { } top ? (top - low) / (high - low) : 0.5;
        if (u > c) (u, c, low, high) = (1.0 - u, 1.0 - c, high, low);
        return low + (high - low) * Math.Sqrt(u * c);
    }

    /// <summary>
    /// Draws a number of the normal distribution, by the ratio of uniform numbers:
    /// <c>random.normalvariate(mu, sigma)</c>.
    /// </summary>
    /// <param name="mu">The mean.</param>
    /// <param name="sigma">The standard deviation.</param>
    /// <returns>The number.</returns>
    public double NormalVariate(double mu = 0.0, double sigma = 1.0)
    {
        lock (_gate)
        {
            while (true)
            {
                var u1 = NextLocked();
                var u2 = 1.0 - NextLocked();
                var z = NormalRatio * (u1 - 0.5) / u2;
                if (z * z / 4.0 <= -Math.Log(u2)) return mu + z * sigma;
            }
        }
    }

    /// <summary>
    /// Draws a number of the normal distribution. Two uniform numbers, as polar angle and radius, give two normal
    /// numbers, of which the second is kept for the next call: <c>random.gauss(mu, sigma)</c>.
    /// </summary>
    /// <param name="mu">The mean.</param>
    /// <param name="sigma">The standard deviation.</param>
    /// <returns>The number.</returns>
    public double Gauss(double mu = 0.0, double sigma = 1.0)
    {
        lock (_gate)
        {
            if (_gaussNext is { } z)
            {
                _gaussNext = null;
                return mu + z * sigma;
            }

            var angle = NextLocked() * Math.Tau;
            var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextLocked()));
            _gaussNext = Math.Sin(angle) * radius;
            return mu + Math.Cos(angle) * radius * sigma;
        }
    }

    /// <summary>Draws the exponential of a normal number: <c>random.lognormvariate(mu, sigma)</c>.</summary>
    /// <param name="mu">The mean of the logarithm.</param>
    /// <param name="sigma">The standard deviation of the logarithm.</param>
    /// <returns>The number.</returns>
    public double LogNormVariate(double mu, double sigma) => Math.Exp(NormalVariate(mu, sigma));

    /// <summary>Draws a number of the exponential distribution: <c>random.expovariate(lambd)</c>.</summary>
    /// <param name="lambd">The rate, 1 over the mean; not 0. A negative rate gives negative numbers.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is 0.</exception>
    public double ExpoVariate(double lambd)
    {
        if (lambd == 0) throw new ArgumentOutOfRangeException(nameof(lambd), "ExpoVariate: the rate is 0. Pass 1 over the mean.");
        return -Math.Log(1.0 - Random()) / lambd;
    }

    /// <summary>Draws an angle of the von Mises distribution: <c>random.vonmisesvariate(mu, kappa)</c>.</summary>
    /// <param name="mu">The mean angle, in radians.</param>
    /// <param name="kappa">The concentration, 0 or more; up to 10⁻⁶ the distribution is uniform.</param>
    /// <returns>An angle of [0, 2π).</returns>
    public double VonMisesVariate(double mu, double kappa)
    {
        lock (_gate)
        {
            if (kappa <= 1e-6) return Math.Tau * NextLocked();
            var s = 0.5 / kappa;
            var r = s + Math.Sqrt(1.0 + s * s);
            double z;
            while (true)
            {
                z = Math.Cos(Math.PI * NextLocked());
                var d = z / (r + z);
                var u = NextLocked();
                if (u < 1.0 - d * d || u <= (1.0 - d) * Math.Exp(d)) break;
            }

            var q = 1.0 / r;
            var f = (q + z) / (1.0 + q * z);
            return WrapAngle(NextLocked() > 0.5 ? mu + Math.Acos(f) : mu - Math.Acos(f));
        }
    }

    /// <summary>
    /// Draws a number of the gamma distribution, of mean alpha · beta: <c>random.gammavariate(alpha, beta)</c>.
    /// </summary>
    /// <param name="alpha">The shape, above 0.</param>
    /// <param name="beta">The scale, above 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double GammaVariate(double alpha, double beta)
    {
        AboveZero("GammaVariate", nameof(alpha), alpha);
        AboveZero("GammaVariate", nameof(beta), beta);
        lock (_gate)
        {
            return beta * (alpha > 1.0 ? LargeGammaLocked(alpha)
                : alpha == 1.0 ? -Math.Log(1.0 - NextLocked())
                : SmallGammaLocked(alpha));
        }
    }

    /// <summary>
    /// Draws a number of the beta distribution, between 0 and 1: <c>random.betavariate(alpha, beta)</c>.
    /// </summary>
    /// <param name="alpha">One shape, above 0.</param>
    /// <param name="beta">The other shape, above 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double BetaVariate(double alpha, double beta)
    {
        AboveZero("BetaVariate", nameof(alpha), alpha);
        AboveZero("BetaVariate", nameof(beta), beta);
        lock (_gate)
        {
            var y = GammaVariate(alpha, 1.0);
            return y == 0 ? 0.0 : y / (y + GammaVariate(beta, 1.0));
        }
    }

    /// <summary>Draws a number of the Pareto distribution, at least 1: <c>random.paretovariate(alpha)</c>.</summary>
    /// <param name="alpha">The shape, not 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape is 0.</exception>
    public double ParetoVariate(double alpha)
    {
        if (alpha == 0) throw new ArgumentOutOfRangeException(nameof(alpha), "ParetoVariate: alpha is 0. Pass one above 0.");
        return Math.Pow(1.0 - Random(), -1.0 / alpha);
    }

    /// <summary>Draws a number of the Weibull distribution: <c>random.weibullvariate(alpha, beta)</c>.</summary>
    /// <param name="alpha">The scale.</param>
    /// <param name="beta">The shape, not 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape is 0.</exception>
    public double WeibullVariate(double alpha, double beta)
    {
        if (beta == 0) throw new ArgumentOutOfRangeException(nameof(beta), "WeibullVariate: beta is 0. Pass one above 0.");
        return alpha * Math.Pow(-Math.Log(1.0 - Random()), 1.0 / beta);
    }

    /// <summary>Cheng's rejection from the logistic distribution (1977), for a shape above 1.</summary>
    private double LargeGammaLocked(double alpha)
    {
        var root = Math.Sqrt(2.0 * alpha - 1.0);
        while (true)
        {
            var u1 = NextLocked();
            if (!(u1 is > 1e-7 and < 0.9999999)) continue;
            var u2 = 1.0 - NextLocked();
            var v = Math.Log(u1 / (1.0 - u1)) / root;
            var x = alpha * Math.Exp(v);
            var z = u1 * u1 * u2;
            var r = alpha - Log4 + (alpha + root) * v - x;
            if (r + GammaBound - 4.5 * z >= 0.0 || r >= Math.Log(z)) return x;
        }
    }

    /// <summary>Ahrens and Dieter's algorithm GS (1974), for a shape between 0 and 1.</summary>
    private double SmallGammaLocked(double alpha)
    {
        var b = (Math.E + alpha) / Math.E;
        while (true)
        {
            var p = b * NextLocked();
            var x = p <= 1.0 ? Math.Pow(p, 1.0 / alpha) : -Math.Log((b - p) / alpha);
            var u = NextLocked();
            if (u <= (p > 1.0 ? Math.Pow(x, alpha - 1.0) : Math.Exp(-x))) return x;
        }
    }

    /// <summary>Reduces an angle modulo 2π to [0, 2π).</summary>
    private static double WrapAngle(double angle)
    {
        var rest = angle % Math.Tau;
        return rest < 0 ? rest + Math.Tau : rest;
    }

    private static void AboveZero(string op, string name, double value)
    {
        if (!(value > 0)) throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {value}. Pass one above 0.");
    }
}
