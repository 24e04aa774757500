using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>ln x, within 1 ulp: −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ISimdVector<V>
    {
        var infinity = V.Number(double.PositiveInfinity);
        var normal = V.LessThan(V.Zero, x) & V.LessThan(x, infinity);
        var special = V.Select(V.Equal(x, V.Zero), -infinity, V.Select(V.LessThan(x, V.Zero), V.Number(double.NaN), x));
        return V.Select(normal, LogNormal(x), special);
    }

    /// <summary>ln(1 + x), within 1.5 ulp, near 0 too.</summary>
    /// <remarks>ln u of the rounded sum u, and the rest that rounding lost over u.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x) where V : struct, ISimdVector<V>
    {
        var u = V.One + x;
        var infinity = V.Number(double.PositiveInfinity);
        var normal = V.LessThan(V.Zero, u) & V.LessThan(u, infinity);
        var special = V.Select(V.Equal(u, V.Zero), -infinity, V.Select(V.LessThan(u, V.Zero), V.Number(double.NaN), x));

        // The smaller of the two that were added is the one that lost digits.
        var one = V.LessThan(V.One, x);
        var rest = V.Select(one, V.One - (u - x), x - (u - V.One));
        var result = V.Select(V.Equal(u, V.One), x, LogNormal(u) + rest / u);
        return V.Select(normal, result, special);
    }

    /// <summary>ln x for finite x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogNormal<V>(V x) where V : struct, ISimdVector<V>
    {
        // x = 2ᵉ·m with m between √½ and √2; subnormal numbers are made normal first.
        var small = V.LessThan(x, V.Number(1.17549435e-38, 2.2250738585072014e-308));
        x = V.Select(small, x * V.Number(8388608, 4503599627370496), x);
        var exponent = V.ShiftBitsRight(V.SubtractBits(x, V.Number(0.70710678118654752)), MantissaBits<V>());
        var m = V.SubtractBits(x, V.ShiftBitsLeft(exponent, MantissaBits<V>()));
        var e = V.AddBits(exponent, Shifter<V>()) - Shifter<V>();
        e -= small & V.Number(23, 52);
        var f = m - V.One;
        var high = V.Number(0.693359375, 6.93147180369123816490e-01);
        var low = V.Number(-2.12194440054690583e-4, 1.90821492927058770002e-10);

        // ln 2 in two parts, of which the first has few enough digits for its product with e to be exact.
        return V.MultiplyAdd(e, high, f - Log1pRest(f, e * low));
    }

    /// <summary>f − ln(1 + f) − add, for 1 + f between √½ and √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log1pRest<V>(V f, V add) where V : struct, ISimdVector<V>
    {
        var square = f * f;
        if (V.IsSingle)
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
