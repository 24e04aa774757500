using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Elementary functions of vectors of single or double precision, each written once for all widths. All accept every
/// number, including the infinities, NaN, −0 and subnormal numbers. Bounds are in units in the last place (ulp).
/// </summary>
/// <remarks>
/// The polynomials were fitted with the Remez algorithm for the least maximum relative error on their interval, unless
/// another source is named.
/// </remarks>
internal static partial class VectorMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>eˣ, within 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ISimdVector<V>
    {
        // Beyond the bounds the result is 0 or infinity in any case; within them the power of two is a number that can
        // be formed.
        x = V.ClampMin(V.ClampMax(x, V.Number(89, 710)), V.Number(-104, -746));
        ReduceArgument(x, out var r, out var shifted);
        return V.Scale(V.One + Expm1Reduced(r), shifted - RoundingShift<V>());
    }

    /// <summary>2ˣ, within 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp2<V>(V x) where V : struct, ISimdVector<V>
    {
        x = V.ClampMin(V.ClampMax(x, V.Number(129, 1025)), V.Number(-151, -1076));
        var shifted = x + RoundingShift<V>();
        var n = shifted - RoundingShift<V>();
        return V.Scale(V.One + Expm1Reduced((x - n) * V.Number(Ln2)), n);
    }

    /// <summary>eˣ, within 1.1 ulp; 0 where the result would be subnormal.</summary>
    /// <remarks>
    /// Used for sums of exponentials: a subnormal number takes the processor a hundred times as long, and masked scores
    /// produce many.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpFlushToZero<V>(V x) where V : struct, ISimdVector<V>
    {
        // The logarithm of the smallest normal number, rounded up.
        var smallest = V.Number(-87.33654, -708.396418532264);
        var isTooSmall = V.LessThan(x, smallest);
        x = V.ClampMin(V.ClampMax(x, V.Number(89, 710)), smallest);
        ReduceArgument(x, out var r, out var shifted);
        return V.Select(isTooSmall, V.Zero, V.Scale(V.One + Expm1Reduced(r), shifted - RoundingShift<V>()));
    }

    /// <summary>eˣ for x between −60 and 60, without handling overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpInRange<V>(V x) where V : struct, ISimdVector<V>
    {
        ReduceArgument(x, out var r, out var shifted);
        return V.AddBits(V.One + Expm1Reduced(r), V.ShiftBitsLeft(shifted, MantissaBits<V>()));
    }

    /// <summary>eˣ − 1, within 1.6 ulp, also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x) where V : struct, ISimdVector<V>
    {
        var bounded = V.ClampMin(V.ClampMax(x, V.Number(89, 710)), V.Number(-80, -700));
        ReduceArgument(bounded, out var r, out var shifted);

        // Half of the result, (2ⁿ·eʳ − 1) / 2, so that 2ⁿ⁻¹ does not overflow if the result does not.
        var power = PowerOfTwo(shifted - RoundingShift<V>() - V.One);
        var half = V.MultiplyAdd(power, Expm1Reduced(r), power - V.Number(0.5));
        return half + half | x & V.Number(-0.0);
    }

    /// <summary>x·2ⁿ in two steps, for hardware without an instruction for it; only the second step rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ScaleTwice<V>(V x, V n) where V : struct, ISimdVector<V>
    {
        var half = V.MultiplyAdd(n, V.Number(0.5), RoundingShift<V>()) - RoundingShift<V>();
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>
    /// The range reduction of the exponential function: x = n·ln 2 + r with an integer n and |r| ≤ ln 2 / 2, so that
    /// eˣ = 2ⁿ·eʳ. <paramref name="shifted"/> is n + <see cref="RoundingShift"/>, whose lowest bits are n.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceArgument<V>(V x, out V r, out V shifted) where V : struct, ISimdVector<V>
    {
        shifted = V.MultiplyAdd(x, V.Number(1.4426950408889634), RoundingShift<V>());
        var n = shifted - RoundingShift<V>();

        // ln 2 in two parts: the first has few enough digits for its product with n to be exact.
        r = V.MultiplyAdd(n, V.Number(-0.693359375, -6.93147180369123816490e-01), x);
        r = V.MultiplyAdd(n, V.Number(2.12194440054690583e-4, -1.90821492927058770002e-10), r);
    }

    /// <summary>e^r − 1 for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Reduced<V>(V r) where V : struct, ISimdVector<V>
    {
        V q;
        if (r is IVectorOf<float>)
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

    /// <summary>2ⁿ for an integer n whose power is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V>(V n) where V : struct, ISimdVector<V> =>
        V.ShiftBitsLeft(n + V.Number(12582912 + 127, 6755399441055744 + 1023), MantissaBits<V>());

    /// <summary>
    /// 1.5·2²³, or 1.5·2⁵² in double precision: the lowest bit of a number near it is worth 1. So adding it to a small
    /// number rounds that to the nearest integer, which is then in the lowest bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V RoundingShift<V>() where V : struct, ISimdVector<V> =>
        V.Number(12582912, 6755399441055744);

    /// <summary>The number of mantissa bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaBits<V>() where V : struct, ISimdVector<V> => default(V) is IVectorOf<float> ? 23 : 52;
}
