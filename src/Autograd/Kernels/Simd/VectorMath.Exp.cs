using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Elementary functions of registers of single or double precision, each written once for all widths. All take every number: the
/// infinities, NaN, −0 and the subnormal ones too. Bounds are in units in the last place (ulp).
/// </summary>
/// <remarks>
/// The polynomials were fitted with Remez's exchange for the least greatest relative error on their interval, but where another
/// source is named.
/// </remarks>
internal static partial class VectorMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>eˣ, within 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        // Beyond the bounds the result is 0 or infinity all the same, and the power of two stays one that can be formed.
        x = V.AtLeast(Number<V, T>(-104, -746), V.AtMost(Number<V, T>(89, 710), x));
        Reduce<V, T>(x, out var r, out var shifted);
        return V.Scale(V.One + Expm1Reduced<V, T>(r), shifted - Shifter<V, T>());
    }

    /// <summary>2ˣ, within 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp2<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        x = V.AtLeast(Number<V, T>(-151, -1076), V.AtMost(Number<V, T>(129, 1025), x));
        var shifted = x + Shifter<V, T>();
        var n = shifted - Shifter<V, T>();
        return V.Scale(V.One + Expm1Reduced<V, T>((x - n) * V.Number(Ln2)), n);
    }

    /// <summary>eˣ, within 1.1 ulp, or 0 where that is no normal number.</summary>
    /// <remarks>For sums of exponentials: a subnormal one takes the processor a hundred times as long, and masked scores are many.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpFlushToZero<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        // The logarithm of the smallest normal number, rounded up.
        var smallest = Number<V, T>(-87.33654, -708.396418532264);
        var isTooSmall = V.LessThan(x, smallest);
        x = V.AtLeast(smallest, V.AtMost(Number<V, T>(89, 710), x));
        Reduce<V, T>(x, out var r, out var shifted);
        return V.Select(isTooSmall, V.Zero, V.Scale(V.One + Expm1Reduced<V, T>(r), shifted - Shifter<V, T>()));
    }

    /// <summary>eˣ for x between −60 and 60: without care for overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMiddle<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        Reduce<V, T>(x, out var r, out var shifted);
        return V.AddBits(V.One + Expm1Reduced<V, T>(r), V.ShiftBitsLeft(shifted, MantissaBits<T>()));
    }

    /// <summary>eˣ − 1, within 1.6 ulp, near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        var bounded = V.AtLeast(Number<V, T>(-80, -700), V.AtMost(Number<V, T>(89, 710), x));
        Reduce<V, T>(bounded, out var r, out var shifted);

        // Half of the result, (2ⁿ·e^r − 1) / 2, so that 2ⁿ⁻¹ does not overflow where the result does not.
        var power = PowerOfTwo<V, T>(shifted - Shifter<V, T>() - V.One);
        var half = V.MultiplyAdd(power, Expm1Reduced<V, T>(r), power - V.Number(0.5));
        return half + half | x & V.Number(-0.0);
    }

    /// <summary>x·2ⁿ in two steps, for hardware without an instruction for it; only the second rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ScaleTwice<V, T>(V x, V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        var half = V.MultiplyAdd(n, V.Number(0.5), Shifter<V, T>()) - Shifter<V, T>();
        return x * PowerOfTwo<V, T>(half) * PowerOfTwo<V, T>(n - half);
    }

    /// <summary>x = n·ln 2 + r with |r| ≤ ln 2 / 2. <paramref name="shifted"/> is <see cref="Shifter"/> + n: n in its lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce<V, T>(V x, out V r, out V shifted)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        shifted = V.MultiplyAdd(x, V.Number(1.4426950408889634), Shifter<V, T>());
        var n = shifted - Shifter<V, T>();

        // ln 2 in two parts, of which the first has few enough digits for its product with n to be exact.
        r = V.MultiplyAdd(n, Number<V, T>(-0.693359375, -6.93147180369123816490e-01), x);
        r = V.MultiplyAdd(n, Number<V, T>(2.12194440054690583e-4, -1.90821492927058770002e-10), r);
    }

    /// <summary>e^r − 1 for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Reduced<V, T>(V r)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
    {
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.MultiplyAdd(V.Number(0.001395070173), r, V.Number(0.00836895388));
            q = V.MultiplyAdd(q, r, V.Number(0.041666202438));
            q = V.MultiplyAdd(q, r, V.Number(0.16666518303));
            q = V.MultiplyAdd(q, r, V.Number(0.50000000963));
        }
        else
        {
            q = V.MultiplyAdd(V.Number(2.5118095390205585667e-8), r, V.Number(2.7631410862562258793e-7));
            q = V.MultiplyAdd(q, r, V.Number(2.755721559177842843e-6));
            q = V.MultiplyAdd(q, r, V.Number(0.000024801489599879253897));
            q = V.MultiplyAdd(q, r, V.Number(0.00019841269918134889542));
            q = V.MultiplyAdd(q, r, V.Number(0.0013888888947321693744));
            q = V.MultiplyAdd(q, r, V.Number(0.0083333333333068757771));
            q = V.MultiplyAdd(q, r, V.Number(0.041666666666514355936));
            q = V.MultiplyAdd(q, r, V.Number(0.16666666666666699595));
            q = V.MultiplyAdd(q, r, V.Number(0.5000000000000012855));
        }

        return V.MultiplyAdd(r * r, q, r);
    }

    /// <summary>2ⁿ for a whole n whose power is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V, T>(V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        V.ShiftBitsLeft(n + Number<V, T>(12582912 + 127, 6755399441055744 + 1023), MantissaBits<T>());

    /// <summary>A number so great that its lowest bit is worth 1: adding it rounds to the nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Shifter<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        Number<V, T>(12582912, 6755399441055744);

    /// <summary>A constant that depends on the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Number<V, T>(double single, double twice)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        V.Number(typeof(T) == typeof(float) ? single : twice);

    /// <summary>The bits of a floating number below its exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaBits<T>() => typeof(T) == typeof(float) ? 23 : 52;
}
