namespace Autograd.Kernels;

/// <summary>
/// −(∂F/∂α) / f / (1 − x), the scaled derivative of a beta deviate x by its first parameter α at a fixed probability, where
/// F is the distribution function and f the density of the beta distribution with α and total − α.
/// </summary>
/// <remarks>
/// PyTorch's approximations: Taylor series near 0 and 1, Rice's saddle point expansion for large parameters, elsewhere an
/// analytic estimate times a rational function.
/// </remarks>
internal static class BetaSampleGradient
{
    /// <summary>
    /// The coefficients of numerator and denominator: of (ln x)ⁱ·aʲ, for i and j from 0 to 2, a cubic in the logarithm of the
    /// total less a, with a = ln α − ln x.
    /// </summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        1.003668233, -0.01061107488, -0.0657888334, 0.01201642863, 0.6336835991, -0.3557432599, 0.05486251648, -0.001465281033,
        -0.03276231906, 0.004474107445, 0.002429354597, -0.0001557569013, 0.221950385, -0.3187676331, 0.01799915743, 0.01074823814,
        -0.2951249643, 0.06219954479, 0.01535556598, 0.001550077057, 0.02155310298, 0.004170831599, 0.001292462449, 6.976601077e-05,
        -0.05980841433, 0.008441916499, 0.01085618172, 0.002319392565, 0.02911413504, 0.01400243777, -0.002721828457, 0.000751041181,
        0.005900514878, -0.001936558688, -9.495446725e-06, 5.385558597e-05,
        1, -0.02924021934, -0.04438342661, 0.007285809825, 0.6357567472, -0.3473456711, 0.05454656494, -0.002407477521,
        -0.03301322327, 0.004845219414, 0.00231480583, -0.0002307248149, 0.5925320577, -0.1757678135, 0.01505928619, 0.000564515273,
        0.1014815858, -0.06589186703, 0.01272886114, -0.0007316646956, -0.007258481865, 0.001096195486, 0.0003934994223, -4.12701925e-05,
        0.06469649321, -0.0236701437, 0.002902096474, -5.896963079e-05, 0.001925008108, -0.002869809258, 0.0008000589141, -6.063713228e-05,
        -0.0003477407336, 6.959756487e-05, 1.097287507e-05, -1.650964693e-06,
    ];

    public static double Of(double x, double alpha, double total)
    {
        var beta = total - alpha;
        var boundary = total * x * (1 - x);
        if (x <= 0.5 && boundary < 2.5) return SeriesByAlpha(x, alpha, beta);
        if (x >= 0.5 && boundary < 0.75) return -SeriesByBeta(1 - x, beta, alpha);
        return alpha > 6 && beta > 6 ? SaddlePoint(x, alpha, beta) : Rational(x, alpha, total);
    }

    private static double SeriesByAlpha(double x, double alpha, double beta)
    {
        var factor = Digamma(alpha) - Digamma(alpha + beta) - Math.Log(x);
        var (power, series) = (1.0, 1 / alpha * (factor + 1 / alpha));
        for (var i = 1; i <= 10; i++)
        {
            power *= (i - beta) * x / i;
            series += power / (alpha + i) * (factor + 1 / (alpha + i));
        }

        var result = x * Math.Pow(1 - x, -beta) * series;
        return double.IsNaN(result) ? 0 : result;
    }

    private static double SeriesByBeta(double x, double alpha, double beta)
    {
        var factor = Digamma(alpha + beta) - Digamma(beta);
        var (power, product, derivative, series) = (1.0, 1.0, 0.0, factor / alpha);
        for (var i = 1; i <= 8; i++)
        {
            power *= -x / i;
            derivative = derivative * (beta - i) + product;
            product *= beta - i;
            series += power / (alpha + i) * (derivative + factor * product);
        }

        var result = -Math.Pow(1 - x, 1 - beta) * series;
        return double.IsNaN(result) ? 0 : result;
    }

    private static double SaddlePoint(double x, double alpha, double beta)
    {
        var total = alpha + beta;
        var mean = alpha / total;
        var deviation = Math.Sqrt(alpha * beta / (total + 1)) / total;
        if (mean - 0.1 * deviation <= x && x <= mean + 0.1 * deviation) return NearMean(x, alpha, beta);

        var slope = alpha * (x - 1) + beta * x;
        var scale = 2 * alpha * beta / total;
        var first = (2 * alpha * alpha * (x - 1) + alpha * beta * (x - 1) - x * beta * beta)
            / (Math.Sqrt(2 * alpha / beta) * Math.Pow(total, 1.5) * slope * slope);
        var logRatio = Math.Log(alpha / (total * x));
        var deviance = Math.Pow(beta * Math.Log(beta / (total * (1 - x))) + alpha * logRatio, -1.5);
        var bracket = first + 0.5 * logRatio * (Math.Sqrt(4 * scale) / slope + (x < mean ? deviance : -deviance));
        return Stirling(alpha) * Stirling(beta) / Stirling(total) * (-x / Math.Sqrt(scale)) * bracket;
    }

    /// <summary>The expansion about the mean, where the other formula is 0/0.</summary>
    private static double NearMean(double x, double alpha, double beta)
    {
        var total = alpha + beta;
        var square = beta * beta;
        var inner = (453 + 1620 * beta * (1 - x) - 455 * x) * beta + alpha * (8 * (1 - x) * (135 * beta - 11));
        var middle = 3 * (59 + 180 * beta - 90 * x) * square + alpha * inner;
        var outer = (43 + 20 * (16 + 27 * beta) * x) * square * beta + alpha * middle;
        var polynomial = 47 * x * square * square + alpha * outer;
        var numerator = (1 + 12 * alpha) * (1 + 12 * beta) / (total * total);
        return numerator / (1 - x) * polynomial / (12960 * alpha * alpha * alpha * square * (1 + 12 * total));
    }

    private static double Stirling(double x) => 1 + 1 / (12 * x) + 1 / (288 * x * x);

    private static double Rational(double x, double alpha, double total)
    {
        var u = Math.Log(x);
        var a = Math.Log(alpha) - u;
        var b = Math.Log(total) - a;
        var (numerator, denominator) = (0.0, 0.0);
        for (var i = 2; i >= 0; i--)
        {
            var (p, q) = (0.0, 0.0);
            for (var j = 2; j >= 0; j--)
            {
                var at = 4 * (3 * i + j);
                p = p * a + Cubic(at, b);
                q = q * a + Cubic(36 + at, b);
            }

            numerator = numerator * u + p;
            denominator = denominator * u + q;
        }

        return numerator / denominator * x * (Digamma(total) - Digamma(alpha)) / (total - alpha);
    }

    private static double Cubic(int at, double b) =>
        Coefficients[at] + b * (Coefficients[at + 1] + b * (Coefficients[at + 2] + b * Coefficients[at + 3]));

    private static double Digamma(double x) => GammaSampleGradient.Digamma(x);
}
