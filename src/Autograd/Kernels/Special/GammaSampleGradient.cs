namespace Autograd.Kernels;

/// <summary>
/// −(∂F/∂α) / f, the derivative of a gamma deviate x by its shape α at a fixed probability, where F is the distribution
/// function and f the density.
/// </summary>
/// <remarks>
/// PyTorch's approximations: for x below 0.8 a Taylor series; for α above 8 Rice's saddle point expansion; elsewhere the
/// exponential of a rational function of ln(x/α) and ln α, with an error of 5e-4.
/// </remarks>
internal static class GammaSampleGradient
{
    private const double SeriesLimit = 0.8f;
    private const double BelowMean = 0.9f;
    private const double AboveMean = 1.1f;

    /// <summary>The coefficients of ln(x/α)ⁱ, for i = 0, 1, 2, of numerator and denominator, each a cubic in ln α.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        0.16009398, -0.094634809, 0.025146376, -0.0030648343, 1, 0.32668115, 0.10406089, 0.0014179084,
        0.53487893, 0.1298071, 0.065735949, -0.0015649758, 0.16639465, 0.020070113, -0.0035938915, -0.00058392623,
        0.040121004, -0.0065914022, -0.0026286047, -0.0013441777, 0.017050642, -0.0021309326, 0.00085092367, -1.5247877e-07,
    ];

    public static double Of(double alpha, double x) =>
        x < SeriesLimit ? Series(alpha, x) : alpha > 8 ? SaddlePoint(alpha, x) : Rational(alpha, x);

    private static double Series(double alpha, double x)
    {
        var (power, sum, sumOfSquares) = (1.0, 1 / alpha, 1 / (alpha * alpha));
        for (var i = 1; i <= 5; i++)
        {
            power *= -x / i;
            var denominator = alpha + i;
            sum += power / denominator;
            sumOfSquares += power / (denominator * denominator);
        }

        var scale = Math.Pow(x, alpha);
        var density = Math.Pow(x, alpha - 1) * Math.Exp(-x);
        var derivative = (Math.Log(x) - Digamma(alpha)) * (scale * sum) - scale * sumOfSquares;
        var result = -derivative / density;
        return double.IsNaN(result) ? 0 : result;
    }

    private static double SaddlePoint(double alpha, double x)
    {
        var square = alpha * alpha;
        if (BelowMean * alpha <= x && x <= AboveMean * alpha)
        {
            var first = 1 + 24 * alpha * (1 + 12 * alpha);
            var second = 1440 * square + 6 * x * (53 - 120 * x) - 65 * x * x / alpha + alpha * (107 + 3600 * x);
            return first * second / (1244160 * square * square);
        }

        var scale = Math.Sqrt(8 * alpha);
        var logRatio = Math.Log(x / alpha);
        var pole = scale / (alpha - x);
        var deviance = Math.Pow(x - alpha - alpha * logRatio, -1.5);
        var bracket = logRatio * (x < alpha ? pole - deviance : pole + deviance)
            - Math.Sqrt(2 / alpha) * (alpha + x) / ((alpha - x) * (alpha - x));
        var stirling = 1 + 1 / (12 * alpha) * (1 + 1 / (24 * alpha));
        return -stirling * x * bracket / scale;
    }

    private static double Rational(double alpha, double x)
    {
        var (u, v) = (Math.Log(x / alpha), Math.Log(alpha));
        return Math.Exp(Cubic(0, u, v) / Cubic(4, u, v));
    }

    /// <summary>A cubic in v whose coefficients, from a column of the table on, are quadratic in u.</summary>
    private static double Cubic(int column, double u, double v)
    {
        var value = 0.0;
        for (var i = column + 3; i >= column; i--)
            value = value * v + Coefficients[i] + u * (Coefficients[8 + i] + u * Coefficients[16 + i]);
        return value;
    }

    /// <summary>ψ(x)</summary>
    public static double Digamma(double x)
    {
        var value = 0.0;
        Simd1<double>.Store(ref value, 0, VectorMath.Digamma(new Simd1<double>(x)));
        return value;
    }
}
