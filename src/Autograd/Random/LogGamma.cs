namespace Autograd;

/// <summary>The logarithm of the gamma function for the integers that rejection samplers need.</summary>
internal static class LogGamma
{
    // The coefficients of Stirling's series, B(2k) / (2k(2k − 1)), where B are the Bernoulli numbers.
    private static ReadOnlySpan<double> Stirling =>
    [
        8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04,
        -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
    ];

    /// <summary>
    /// Computes log Γ(x) for x ≥ 1: by Stirling's series from 7 on, below by Γ(x + 1) = x·Γ(x). The rounding is that of
    /// NumPy's generator.
    /// </summary>
    public static double Of(double x)
    {
        if (x is 1.0 or 2.0) return 0.0;
        var raised = x < 7.0 ? (int)(7 - x) : 0;
        var y = x + raised;
        var inverseSquare = 1.0 / y * (1.0 / y);
        var series = Stirling[^1];
        for (var k = Stirling.Length - 2; k >= 0; k--) series = series * inverseSquare + Stirling[k];
        var result = series / y + 0.5 * 1.8378770664093453 + (y - 0.5) * Math.Log(y) - y;
        for (var k = 0; k < raised; k++)
        {
            result -= Math.Log(y - 1.0);
            y -= 1.0;
        }

        return result;
    }
}
