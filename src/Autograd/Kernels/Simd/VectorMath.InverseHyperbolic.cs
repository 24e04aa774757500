using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// The inverse hyperbolic sine, within 3 ulp: ln(1 + x + x² / (1 + √(x² + 1))) of |x|, with the sign of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asinh<V>(V x) where V : struct, ISimdVector<V>
    {
        // From the bound on, the result is ln 2x to the last digit, and x² may overflow.
        var magnitude = V.Abs(x);
        var isLarge = V.LessThan(V.Number(1e4, 1e9), magnitude);
        var square = magnitude * magnitude;
        var argument = V.Select(isLarge, magnitude - V.One, magnitude + square / (V.One + V.Sqrt(V.One + square)));
        return Log1p(argument) + (isLarge & V.Number(Ln2)) | x & V.Number(-0.0);
    }

    /// <summary>
    /// The inverse hyperbolic cosine, within 3 ulp: ln(1 + t + √(2t + t²)) with t = x − 1; NaN below 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acosh<V>(V x) where V : struct, ISimdVector<V>
    {
        // From the bound on, the result is ln 2x to the last digit, and t² may overflow.
        var t = x - V.One;
        var isLarge = V.LessThan(V.Number(1e4, 1e9), x);
        var argument = V.Select(isLarge, t, t + V.Sqrt(V.MultiplyAdd(t, t, t + t)));
        var result = Log1p(argument) + (isLarge & V.Number(Ln2));
        return V.Select(V.LessThan(x, V.One), V.Number(double.NaN), result);
    }

    /// <summary>
    /// The inverse hyperbolic tangent, within 3 ulp: ln(1 + 2x / (1 − x)) / 2 of |x|, with the sign of x; NaN beyond
    /// ±1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atanh<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var result = V.Number(0.5) * Log1p((magnitude + magnitude) / (V.One - magnitude));
        result = V.Select(V.LessThan(V.One, magnitude), V.Number(double.NaN), result);
        return result | x & V.Number(-0.0);
    }
}
