using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>ln x, within 1 ulp: −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ISimdVector<V> => WithLimits(x, LogNormal(x));

    /// <summary>log₂ x, within 1 ulp; exact for powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V>(V x) where V : struct, ISimdVector<V>
    {
        Decompose(x, out var e, out var f);
        Product(
            f, V.Number(1.44269502162933349609375, 1.4426950408889634), V.Number(1.9259629911266174681e-8, 2.0355273740931033e-17),
            out var high, out var rest);
        return WithLimits(x, e + (high + (rest - Log1pRest(f, V.Zero) * V.Number(1.4426950408889634074))));
    }

    /// <summary>log₁₀ x, within 1 ulp; exact for powers of ten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log10<V>(V x) where V : struct, ISimdVector<V>
    {
        Decompose(x, out var e, out var f);
        Product(
            f, V.Number(0.4342944920063018798828125, 0.43429448190325182), V.Number(-1.0103050052231683e-8, 1.098319650216765e-17),
            out var high, out var rest);

        // log₁₀ 2 in two parts: the first has few enough digits for its product with e to be exact.
        rest = V.MultiplyAdd(e, V.Number(4.605038981195214e-6, 1.42050232272661e-13), rest - Log1pRest(f, V.Zero) * V.Number(0.43429448190325182765));
        return WithLimits(x, V.MultiplyAdd(e, V.Number(0.301025390625, 0.30102999566383914), high + rest));
    }

    /// <summary>ln(1 + x), within 1.5 ulp, also near 0.</summary>
    /// <remarks>ln u of the rounded sum u, plus the rounding error of the sum divided by u.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x) where V : struct, ISimdVector<V>
    {
        var u = V.One + x;
        var infinity = V.Number(double.PositiveInfinity);
        var normal = V.LessThan(V.Zero, u) & V.LessThan(u, infinity);
        var special = V.Select(V.Equal(u, V.Zero), -infinity, V.Select(V.LessThan(u, V.Zero), V.Number(double.NaN), x));

        // The sum less the greater summand is what was added of the smaller one; the difference from it was lost.
        var one = V.LessThan(V.One, x);
        var rest = V.Select(one, V.One - (u - x), x - (u - V.One));
        var result = V.Select(V.Equal(u, V.One), x, LogNormal(u) + rest / u);
        return V.Select(normal, result, special);
    }

    /// <summary>
    /// The logarithm of any x, from that of finite positive x: −∞ at 0, NaN below, and ∞ and NaN unchanged.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithLimits<V>(V x, V result) where V : struct, ISimdVector<V>
    {
        var infinity = V.Number(double.PositiveInfinity);
        var normal = V.LessThan(V.Zero, x) & V.LessThan(x, infinity);
        var special = V.Select(V.Equal(x, V.Zero), -infinity, V.Select(V.LessThan(x, V.Zero), V.Number(double.NaN), x));
        return V.Select(normal, result, special);
    }

    /// <summary>
    /// f·c with c in two parts: the rounded product and its correction, which are the rounding error and the second
    /// part's product.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product<V>(V f, V c, V cRest, out V high, out V rest) where V : struct, ISimdVector<V>
    {
        high = f * c;
        rest = V.MultiplyAdd(f, cRest, V.MultiplyAdd(f, c, -high));
    }

    /// <summary>ln x for finite positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogNormal<V>(V x) where V : struct, ISimdVector<V>
    {
        Decompose(x, out var e, out var f);

        // ln 2 in two parts: the first has few enough digits for its product with e to be exact.
        var low = V.Number(-2.12194440054690583e-4, 1.90821492927058770002e-10);
        return V.MultiplyAdd(e, V.Number(0.693359375, 6.93147180369123816490e-01), f - Log1pRest(f, e * low));
    }

    /// <summary>
    /// x = 2ᵉ·(1 + f) with 1 + f between √½ and √2, for finite positive x; subnormal numbers are scaled to normal ones
    /// first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decompose<V>(V x, out V e, out V f) where V : struct, ISimdVector<V>
    {
        var small = V.LessThan(x, V.Number(1.17549435e-38, 2.2250738585072014e-308));
        x = V.Select(small, x * V.Number(8388608, 4503599627370496), x);
        var exponent = V.ShiftBitsRight(V.SubtractBits(x, V.Number(0.70710678118654752)), MantissaBits<V>());
        f = V.SubtractBits(x, V.ShiftBitsLeft(exponent, MantissaBits<V>())) - V.One;
        e = V.AddBits(exponent, RoundingShift<V>()) - RoundingShift<V>() - (small & V.Number(23, 52));
    }

    /// <summary>f − ln(1 + f) − add, for 1 + f between √½ and √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log1pRest<V>(V f, V add) where V : struct, ISimdVector<V>
    {
        var square = f * f;
        if (f is IVectorOf<float>)
        {
            // ln(1 + f) = f − f²/2 + f³·q(f)
            var q = V.MultiplyAdd(V.Number(-0.0785969854), f, V.Number(0.12881685066));
            q = V.MultiplyAdd(q, f, V.Number(-0.13128732651));
            q = V.MultiplyAdd(q, f, V.Number(0.14181184924));
            q = V.MultiplyAdd(q, f, V.Number(-0.16624556536));
            q = V.MultiplyAdd(q, f, V.Number(0.200022867));
            q = V.MultiplyAdd(q, f, V.Number(-0.25000810304));
            q = V.MultiplyAdd(q, f, V.Number(0.33333316718));
            return V.MultiplyAdd(square, V.Number(0.5), -V.MultiplyAdd(square * f, q, add));
        }

        // With s = f / (2 + f): ln(1 + f) = 2·artanh s = f − f²/2 + s·(f²/2 + s²·q(s²))
        var half = square * V.Number(0.5);
        var s = f / (V.Number(2) + f);
        var z = s * s;
        var p = V.MultiplyAdd(V.Number(0.14796283956650889922), z, V.Number(0.15314018890164245824));
        p = V.MultiplyAdd(p, z, V.Number(0.18183565491385754612));
        p = V.MultiplyAdd(p, z, V.Number(0.22222198552267623232));
        p = V.MultiplyAdd(p, z, V.Number(0.28571428742574875605));
        p = V.MultiplyAdd(p, z, V.Number(0.39999999999413929713));
        p = V.MultiplyAdd(p, z, V.Number(0.66666666666667345032));
        return half - V.MultiplyAdd(s, V.MultiplyAdd(p, z, half), add);
    }
}
