using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The logarithm of the gamma function and its derivative.</summary>
/// <remarks>
/// The series around 2, whose coefficients are values of Riemann's zeta function, and the asymptotic ones, with Bernoulli numbers, are those of
/// the Digital Library of Mathematical Functions: 5.7.3, 5.7.4, 5.11.1 and 5.11.2; recurrence and reflection are 5.5.1 to 5.5.4 there.
/// </remarks>
internal static class Gamma
{
    private const double OneMinusEuler = 0.42278433509846713939;
    private const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>From here on the asymptotic series have all digits.</summary>
    private const double Far = 10;

    /// <summary>ζ(k) − 1 for k = 2, 3, …</summary>
    private static ReadOnlySpan<double> ZetaMinusOne =>
    [
        0.644934066848226436, 0.202056903159594285, 0.0823232337111381915, 0.0369277551433699263, 0.0173430619844491397,
        0.00834927738192282684, 0.00407735619794433938, 0.00200839282608221442, 9.94575127818085337e-4, 4.94188604119464559e-4,
        2.46086553308048299e-4, 1.22713347578489147e-4, 6.12481350587048293e-5, 3.05882363070204936e-5, 1.52822594086518717e-5,
        7.63719763789976227e-6, 3.81729326499983986e-6, 1.90821271655393893e-6, 9.53962033872796113e-7, 4.76932986787806463e-7,
        2.3845050272773299e-7, 1.19219925965311073e-7, 5.96081890512594796e-8, 2.98035035146522802e-8,
    ];

    /// <summary>B₂ₖ / (2k·(2k − 1)) for k = 1, 2, …, with the Bernoulli numbers B</summary>
    private static ReadOnlySpan<double> Stirling =>
    [
        0.0833333333333333333, -0.00277777777777777778, 7.93650793650793651e-4, -5.95238095238095238e-4, 8.41750841750841751e-4,
        -0.00191752691752691753, 0.00641025641025641026, -0.0295506535947712418,
    ];

    /// <summary>ln |Γ(x)|, to 4e-16 of its value or absolutely, whichever is more: ∞ at 0, −1, −2, …, and at −∞ too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogAbs(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x))) return double.PositiveInfinity;
        if (x < -0.5) return Math.Log(Math.PI / Math.Abs(x * double.SinPi(x))) - LogAbs(-x);
        if (x < 0.5) return AroundTwo(x) - Log1p(x) - Math.Log(Math.Abs(x));
        if (x < 1.5) return AroundTwo(x - 1) - Log1p(x - 1);
        if (x < 2.5) return AroundTwo(x - 2);
        if (x >= Far) return Asymptotic(x);
        var product = 1.0;
        while (x >= 2.5) product *= x -= 1;
        return Math.Log(product) + AroundTwo(x - 2);
    }

    /// <summary>ψ(x), the derivative of ln Γ, to 2e-15 of its value or absolutely: ∓∞ at ±0, NaN at −1, −2, … and −∞, as in PyTorch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Digamma(double x)
    {
        if (x == 0) return double.CopySign(double.PositiveInfinity, -x);
        if (x < 0) return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - Math.PI / double.TanPi(x);
        if (x is >= 1.5 and < 2.5) return DigammaAroundTwo(x - 2);
        if (x is >= 0.5 and < 1.5) return DigammaAroundTwo(x - 1) - 1 / x;
        if (x < 0.5) return DigammaAroundTwo(x) - 1 / (1 + x) - 1 / x;
        var sum = 0.0;
        for (; x < Far; x += 1) sum += 1 / x;
        return DigammaAsymptotic(x) - sum;
    }

    /// <summary>ln Γ(2 + z) for |z| ≤ ½: z·(1 − γ) + Σ (−1)ᵏ·(ζ(k) − 1)·zᵏ / k, of which nothing cancels near the zero at 0.</summary>
    private static double AroundTwo(double z)
    {
        var sum = 0.0;
        var coefficients = ZetaMinusOne;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = coefficients[i] / (i + 2) - z * sum;
        return z * (OneMinusEuler + z * sum);
    }

    /// <summary>ψ(2 + z) for |z| ≤ ½, the derivative of <see cref="AroundTwo"/>.</summary>
    private static double DigammaAroundTwo(double z)
    {
        var sum = 0.0;
        var coefficients = ZetaMinusOne;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = coefficients[i] - z * sum;
        return OneMinusEuler + z * sum;
    }

    private static double Asymptotic(double x)
    {
        var (sum, square) = (0.0, 1 / x / x);
        var coefficients = Stirling;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = coefficients[i] + square * sum;
        return (x - 0.5) * (Math.Log(x) - 1) + (LogRootTwoPi - 0.5 + sum / x);
    }

    private static double DigammaAsymptotic(double x)
    {
        var (sum, square) = (0.0, 1 / x / x);
        var coefficients = Stirling;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = coefficients[i] * (2 * i + 1) + square * sum;
        return Math.Log(x) - 0.5 / x - sum * square;
    }

    // The framework's own is the logarithm of the rounded sum.
    private static double Log1p(double x) => Simd1<double>.Sum(VectorMath.Log1p<Simd1<double>, double>(Simd1<double>.Create(x)));
}

/// <summary>ln |Γ(x)|</summary>
internal readonly struct LogGamma : ISpecialFunction
{
    public double Of(double x) => Gamma.LogAbs(x);
}

/// <summary>ψ(x)</summary>
internal readonly struct Digamma : ISpecialFunction
{
    public double Of(double x) => Gamma.Digamma(x);
}
