using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>ψ⁽ⁿ⁾(x), the derivatives of the digamma function, for n ≥ 1, to 1e-14 of the value.</summary>
/// <remarks>
/// (−1)ⁿ⁺¹·n!·Σₖ 1 / (x + k)ⁿ⁺¹: single terms up to the number from which on the asymptotic series (5.15.8 in the
/// Digital Library of Mathematical Functions) is accurate to all digits. Below 0 by reflection (5.15.6 there). The
/// integers up to 0 are poles: +∞ for odd n, and −∞ for even n, as in PyTorch.
/// </remarks>
internal readonly struct Polygamma(int n) : IScalarFunction
{
    /// <summary>The cost of an element in additions.</summary>
    public const int Cost = 32;

    // n! and πⁿ overflow long before this order; the limit skips a loop over orders that would not affect the result.
    private const int LargestOrder = 1000;

    /// <summary>The Bernoulli numbers B₂, B₄, …</summary>
    private static ReadOnlySpan<double> Bernoulli =>
    [
        0.166666666666666667, -0.0333333333333333333, 0.0238095238095238095, -0.0333333333333333333, 0.0757575757575757576,
        -0.253113553113553114, 1.16666666666666667, -7.09215686274509804, 54.9711779448621554, -529.124242424242424,
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Of(double x)
    {
        if (double.IsNaN(x) || double.IsNegativeInfinity(x)) return double.NaN;
        if (n > LargestOrder && (x > 0 ? x < double.PositiveInfinity : x != Math.Floor(x)))
            return x < 0 ? double.NaN : n % 2 != 0 ? double.PositiveInfinity : double.NegativeInfinity;
        if (x > 0) return n % 2 != 0 ? Magnitude(x) : -Magnitude(x);
        if (x == Math.Floor(x)) return n % 2 != 0 ? double.PositiveInfinity : double.NegativeInfinity;
        return -Math.PI * CotangentDerivative(x) - Magnitude(1 - x);
    }

    /// <summary>|ψ⁽ⁿ⁾(x)| for x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Magnitude(double x)
    {
        if (double.IsPositiveInfinity(x)) return 0;
        var factorial = 1.0;
        for (var k = 2; k < n; k++) factorial *= k;
        var sum = 0.0;
        for (var far = 12 + n; x < far; x += 1) sum += Power(1 / x, n + 1);
        return n * factorial * sum + factorial * Asymptotic(x);
    }

    /// <summary>x⁻ⁿ·(1 + n / 2x + Σₖ B₂ₖ·n·(n + 1)⋯(n + 2k − 1) / ((2k)!·x²ᵏ))</summary>
    private double Asymptotic(double x)
    {
        var (sum, factor) = (1 + n / (2 * x), 1.0);
        for (var k = 1; k <= Bernoulli.Length; k++)
        {
            factor *= (n + 2 * k - 2) / (x * (2 * k - 1)) * (n + 2 * k - 1) / (x * (2 * k));
            sum += Bernoulli[k - 1] * factor;
        }

        return sum * Power(1 / x, n);
    }

    /// <summary>xᵏ by squaring, for the small exponents that orders of derivatives are.</summary>
    private static double Power(double x, int k)
    {
        var result = 1.0;
        for (; k > 0; k >>= 1, x *= x)
            if ((k & 1) != 0) result *= x;
        return result;
    }

    /// <summary>
    /// The n-th derivative of cot πx: πⁿ times a polynomial in the cotangent c, each −(1 + c²) times the derivative of
    /// the one before.
    /// </summary>
    private double CotangentDerivative(double x)
    {
        Span<double> polynomial = n < 30 ? stackalloc double[32] : new double[n + 2];
        polynomial.Clear();
        polynomial[1] = 1;
        var scale = 1.0;
        for (var k = 1; k <= n; k++)
        {
            scale *= Math.PI;

            // The new coefficient of cʲ is made of the derivative's coefficients of cʲ and of cʲ⁻².
            var above = 0.0;
            for (var j = k + 1; j >= 0; j--)
            {
                var old = polynomial[j];
                polynomial[j] = -((j + 1) * above + (j > 0 ? (j - 1) * polynomial[j - 1] : 0));
                above = old;
            }
        }

        var c = 1 / double.TanPi(x);
        var value = 0.0;
        for (var j = n + 1; j >= 0; j--) value = value * c + polynomial[j];
        return scale * value;
    }
}
