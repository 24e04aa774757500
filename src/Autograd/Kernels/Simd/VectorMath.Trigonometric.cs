using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// sin x, within 2 ulp; NaN beyond ±10⁵ (±10⁸ in double precision), where the reduction would need more digits of
    /// π.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V>(V x) where V : struct, ISimdVector<V>
    {
        ReduceAngle(V.Abs(x), out var r, out var quarters);
        return Bounded(x, SinAt(r, quarters) ^ x & V.Number(-0.0));
    }

    /// <summary>cos x, within 2 ulp; NaN where <see cref="Sin"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V>(V x) where V : struct, ISimdVector<V>
    {
        ReduceAngle(V.Abs(x), out var r, out var quarters);
        return Bounded(x, SinAt(r, quarters + V.One));
    }

    /// <summary>tan x, within 3.5 ulp; NaN where <see cref="Sin"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tan<V>(V x) where V : struct, ISimdVector<V>
    {
        ReduceAngle(V.Abs(x), out var r, out var quarters);
        var isOdd = BitMask(quarters, 0);
        var (sine, cosine) = (SinReduced(r), CosReduced(r));
        var result = V.Select(isOdd, cosine, sine) / V.Select(isOdd, sine, cosine);
        return Bounded(x, result ^ (isOdd ^ x) & V.Number(-0.0));
    }

    /// <summary>
    /// x = n·π/2 + r with |r| ≤ π/4, for x ≥ 0. <paramref name="quarters"/> is <see cref="RoundingShift"/> + n, which
    /// has n in its lowest bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceAngle<V>(V x, out V r, out V quarters) where V : struct, ISimdVector<V>
    {
        quarters = V.MultiplyAdd(x, V.Number(0.63661977236758134308), RoundingShift<V>());
        var n = quarters - RoundingShift<V>();

        // π/2 in three parts. The fused operation rounds only the difference, and the first difference is exact.
        r = V.MultiplyAdd(n, V.Number(-1.5707963705062866211, -1.57079632679489655799898), x);
        r = V.MultiplyAdd(n, V.Number(4.3711388286737928865e-8, -6.12323399573676603586882e-17), r);
        r = V.MultiplyAdd(n, V.Number(1.7151245100058818728e-15, 1.49738490485916983294351e-33), r);
    }

    /// <summary>sin(r + n·π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinAt<V>(V r, V quarters) where V : struct, ISimdVector<V>
    {
        var value = V.Select(BitMask(quarters, 0), CosReduced(r), SinReduced(r));
        return value ^ BitMask(quarters, 1) & V.Number(-0.0);
    }

    /// <summary>All bits of a lane set if the given bit of x is set, none if not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V BitMask<V>(V x, int bit) where V : struct, ISimdVector<V>
    {
        var highest = x is IVectorOf<float> ? 31 : 63;
        return V.ShiftBitsRight(V.ShiftBitsLeft(x, highest - bit), highest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Bounded<V>(V x, V result) where V : struct, ISimdVector<V> =>
        V.Select(V.LessThan(V.Abs(x), V.Number(1e5, 1e8)), result, V.Number(double.NaN));

    /// <summary>sin r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinReduced<V>(V r) where V : struct, ISimdVector<V>
    {
        var z = r * r;
        V p;
        if (r is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(-0.00019514084976), z, V.Number(0.00833215505273));
            p = V.MultiplyAdd(p, z, V.Number(-0.1666665459));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(1.5895213712730254386e-10), z, V.Number(-2.5050731613293985821e-8));
            p = V.MultiplyAdd(p, z, V.Number(2.7557313528120501482e-6));
            p = V.MultiplyAdd(p, z, V.Number(-0.00019841269829352868323));
            p = V.MultiplyAdd(p, z, V.Number(0.0083333333333218690388));
            p = V.MultiplyAdd(p, z, V.Number(-0.16666666666666629943));
        }

        return V.MultiplyAdd(p * z, r, r);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosReduced<V>(V r) where V : struct, ISimdVector<V>
    {
        var z = r * r;
        V p;
        if (r is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(2.44348462118e-5), z, V.Number(-0.00138873370847));
            p = V.MultiplyAdd(p, z, V.Number(0.0416666462687));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(-1.1358564328981735679e-11), z, V.Number(2.0875702980792671343e-9));
            p = V.MultiplyAdd(p, z, V.Number(-2.7557314208068066834e-7));
            p = V.MultiplyAdd(p, z, V.Number(0.000024801587289001655473));
            p = V.MultiplyAdd(p, z, V.Number(-0.0013888888888873387454));
            p = V.MultiplyAdd(p, z, V.Number(0.041666666666666595433));
        }

        return V.MultiplyAdd(z * z, p, V.MultiplyAdd(z, V.Number(-0.5), V.One));
    }
}
