using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The logarithm of the gamma function and its derivative, in double precision.</summary>
/// <remarks>
/// The series around 2, whose coefficients are values of the Riemann zeta function, and the asymptotic series with
/// Bernoulli numbers are 5.7.3, 5.7.4, 5.11.1 and 5.11.2 in the Digital Library of Mathematical Functions; recurrence
/// and reflection are 5.5.1 to 5.5.4 there.
/// </remarks>
internal static partial class VectorMath
{
    /// <summary>The number from which on the asymptotic series are accurate to all digits.</summary>
    private const int FarGamma = 10;

    private const double OneMinusEuler = 0.42278433509846713939;
    private const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>(−1)ᵏ·(ζ(k) − 1) / k for k = 2, 3, …</summary>
    private static ReadOnlySpan<double> ZetaSeries =>
    [
        0.322467033424113218, -0.0673523010531980951, 0.0205808084277845479, -0.00738555102867398527, 0.00289051033074152329,
        -0.00119275391170326098, 0.000509669524743042422, -0.00022315475845357938, 0.0000994575127818085337, -0.0000449262367381331417,
        0.0000205072127756706916, -9.4394882752683959e-6, 4.3748667899074878e-6, -2.03921575380136624e-6, 9.55141213040741983e-7,
        -4.49246919876456604e-7, 2.12071848055546659e-7, -1.00432248239680996e-7, 4.76981016936398057e-8, -2.27110946089431649e-8,
        1.08386592148969541e-8, -5.18347504197004666e-9, 2.48367454380247832e-9, -1.19214014058609121e-9,
    ];

    /// <summary>B₂ₖ / (2k·(2k − 1)) for k = 1, 2, …, with the Bernoulli numbers B.</summary>
    private static ReadOnlySpan<double> Stirling =>
    [
        0.0833333333333333333, -0.00277777777777777778, 7.93650793650793651e-4, -5.95238095238095238e-4, 8.41750841750841751e-4,
        -0.00191752691752691753, 0.00641025641025641026, -0.0295506535947712418,
    ];

    /// <summary>
    /// ln |Γ(x)| with a relative or absolute error of 4e-16, whichever is more; ∞ at 0, −1, −2, … and at −∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogGamma<V>(V x) where V : struct, ISimdVector<V>
    {
        var isReflected = V.LessThan(x, V.Number(-0.5));
        var magnitude = V.Select(isReflected, -x, x);
        var isFar = V.LessThanOrEqual(V.Number(FarGamma), magnitude);

        // The recurrence Γ(x) = (x − 1)·Γ(x − 1) leads down or up to the interval of the series around 2.
        var (z, product) = (magnitude, V.One);
        for (var step = 3; step <= FarGamma; step++)
        {
            var isAbove = V.LessThanOrEqual(V.Number(2.5), z);
            z -= isAbove & V.One;
            product *= V.Select(isAbove, z, V.One);
        }

        var (isOne, isNone) = (V.LessThan(z, V.Number(1.5)), V.LessThan(z, V.Number(0.5)));
        var divisor = V.Select(isNone, V.Abs(z) * (V.One + z), z);
        var log = Log(V.Select(isFar, magnitude, V.Select(isOne, divisor, product)));
        var t = z - V.Select(isNone, V.Zero, V.Select(isOne, V.One, V.Number(2)));

        // Even and odd powers are summed separately, so that the two chains run in parallel.
        var (even, odd, square) = (V.Zero, V.Zero, t * t);
        for (var k = ZetaSeries.Length - 2; k >= 0; k -= 2)
        {
            even = V.MultiplyAdd(even, square, V.Number(ZetaSeries[k]));
            odd = V.MultiplyAdd(odd, square, V.Number(ZetaSeries[k + 1]));
        }

        var series = V.MultiplyAdd(odd, t, even);
        var near = V.MultiplyAdd(t, V.MultiplyAdd(series, t, V.Number(OneMinusEuler)), V.Select(isOne, -log, log));

        var inverse = V.One / magnitude;
        square = inverse * inverse;
        var asymptotic = V.Zero;
        for (var k = Stirling.Length - 1; k >= 0; k--) asymptotic = V.MultiplyAdd(asymptotic, square, V.Number(Stirling[k]));
        var far = (magnitude - V.Number(0.5)) * (log - V.One) + V.MultiplyAdd(asymptotic, inverse, V.Number(LogRootTwoPi - 0.5));

        var result = V.Select(isFar, far, near);
        AbsSinCosPi(x, out var sine, out _);
        result = V.Select(isReflected, Log(V.Number(Math.PI) / (magnitude * sine)) - result, result);
        return V.Select(V.LessThanOrEqual(x, V.Zero) & V.Equal(V.Floor(x), x), V.Number(double.PositiveInfinity), result);
    }

    /// <summary>
    /// ψ(x), the derivative of ln Γ, with a relative or absolute error of 2e-15; ∓∞ at ±0, NaN at −1, −2, … and −∞, as
    /// in PyTorch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Digamma<V>(V x) where V : struct, ISimdVector<V>
    {
        var isReflected = V.LessThan(x, V.Zero);
        var magnitude = V.Select(isReflected, V.One - x, x);
        var isFar = V.LessThanOrEqual(V.Number(FarGamma), magnitude);

        // The recurrence ψ(x) = ψ(x − 1) + 1/(x − 1), with the sum kept as one fraction.
        var (z, above, below) = (magnitude, V.Zero, V.One);
        for (var step = 3; step <= FarGamma; step++)
        {
            var isAbove = V.LessThanOrEqual(V.Number(2.5), z);
            z -= isAbove & V.One;
            above = V.Select(isAbove, V.MultiplyAdd(above, z, below), above);
            below *= V.Select(isAbove, z, V.One);
        }

        var (isOne, isNone) = (V.LessThan(z, V.Number(1.5)), V.LessThan(z, V.Number(0.5)));
        above = V.Select(isNone, -(V.One + z + z), V.Select(isOne, -V.One, above));
        below = V.Select(isNone, z * (V.One + z), V.Select(isOne, z, below));
        var t = z - V.Select(isNone, V.Zero, V.Select(isOne, V.One, V.Number(2)));
        var series = V.Zero;
        for (var k = ZetaSeries.Length - 1; k >= 0; k--) series = V.MultiplyAdd(series, t, V.Number(ZetaSeries[k] * (k + 2)));
        var near = V.MultiplyAdd(series, t, V.Number(OneMinusEuler)) + above / below;

        var inverse = V.One / magnitude;
        var square = inverse * inverse;
        var asymptotic = V.Zero;
        for (var k = Stirling.Length - 1; k >= 0; k--) asymptotic = V.MultiplyAdd(asymptotic, square, V.Number(Stirling[k] * (2 * k + 1)));
        var far = Log(magnitude) - V.Number(0.5) * inverse - asymptotic * square;

        // At negative integers the tangent is 0 and the cotangent computed from it is infinite; the result is NaN.
        var result = V.Select(isFar, far, near);
        AbsSinCosPi(x, out var sine, out var cosine);
        var cotangent = V.Number(Math.PI) * cosine / sine ^ (x - V.Round(x)) & V.Number(-0.0);
        result = V.Select(isReflected, V.Select(V.Equal(sine, V.Zero), V.Number(double.NaN), result - cotangent), result);
        return V.Select(V.Equal(x, V.Zero), V.Number(double.PositiveInfinity) ^ ~x & V.Number(-0.0), result);
    }
}
