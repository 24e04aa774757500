using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>The error function, 2/√π·∫₀ˣ e^−t² dt, within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var large = V.One - ErfcLarge(magnitude);
        return V.Select(V.LessThan(V.One, magnitude), large, ErfSmall(x)) | x & V.Number(-0.0);
    }

    /// <summary>1 − erf x, within 3 ulp, including the far tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var tail = ErfcLarge(magnitude);
        var large = V.Select(V.LessThan(x, V.Zero), V.Number(2) - tail, tail);

        // 1 − x is exact where the result is small.
        var small = V.MultiplyAdd(-ErfSmallRest(x), x, V.One - x);
        return V.Select(V.LessThan(V.One, magnitude), large, small);
    }

    /// <summary>erf x for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfSmall<V>(V x) where V : struct, ISimdVector<V> =>
        V.MultiplyAdd(ErfSmallRest(x), x, x);

    /// <summary>erf x / x − 1 for |x| ≤ 1, a polynomial in x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfSmallRest<V>(V x) where V : struct, ISimdVector<V>
    {
        var z = x * x;
        V p;
        if (x is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(7.853852147e-5), z, V.Number(-0.0008010191758));
            p = V.MultiplyAdd(p, z, V.Number(0.0051883276064));
            p = V.MultiplyAdd(p, z, V.Number(-0.026853811994));
            p = V.MultiplyAdd(p, z, V.Number(0.11283585154));
            p = V.MultiplyAdd(p, z, V.Number(-0.37612625825));
            p = V.MultiplyAdd(p, z, V.Number(1.1283791657 - 1));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(5.9452619411838362222e-11), z, V.Number(-1.1365665583128012158e-9));
            p = V.MultiplyAdd(p, z, V.Number(1.4657879601536977998e-8));
            p = V.MultiplyAdd(p, z, V.Number(-1.635002516366631618e-7));
            p = V.MultiplyAdd(p, z, V.Number(1.6460972809145949371e-6));
            p = V.MultiplyAdd(p, z, V.Number(-0.000014925593506254135117));
            p = V.MultiplyAdd(p, z, V.Number(0.00012055331036867640994));
            p = V.MultiplyAdd(p, z, V.Number(-0.00085483269787412183097));
            p = V.MultiplyAdd(p, z, V.Number(0.005223977624780849209));
            p = V.MultiplyAdd(p, z, V.Number(-0.026866170645072893356));
            p = V.MultiplyAdd(p, z, V.Number(0.11283791670954857488));
            p = V.MultiplyAdd(p, z, V.Number(-0.37612638903183747604));
            p = V.MultiplyAdd(p, z, V.Number(1.1283791670955125737 - 1));
        }

        // The leading coefficient is stored without its 1, which saves a rounding.
        return p;
    }

    /// <summary>1 − erf x for x ≥ 1: e^−x²/x times a smooth function of (x − k) / (x + k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfcLarge<V>(V x) where V : struct, ISimdVector<V>
    {
        // Beyond the upper bound the result is 0.
        x = V.ClampMin(V.ClampMax(x, V.Number(10.5, 27.5)), V.One);
        var k = V.Number(2, 4);
        var t = (x - k) / (x + k);
        V p;
        if (x is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(-0.00090508659619), t, V.Number(0.0010810405167));
            p = V.MultiplyAdd(p, t, V.Number(0.0048259393648));
            p = V.MultiplyAdd(p, t, V.Number(-0.0075155369801));
            p = V.MultiplyAdd(p, t, V.Number(-0.028979796342));
            p = V.MultiplyAdd(p, t, V.Number(0.12151507534));
            p = V.MultiplyAdd(p, t, V.Number(-0.20384420387));
            p = V.MultiplyAdd(p, t, V.Number(0.16721100772));
            p = V.MultiplyAdd(p, t, V.Number(0.5107913522));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(-1.2937787920080882378e-8), t, V.Number(5.0441740088139696845e-8));
            p = V.MultiplyAdd(p, t, V.Number(3.596847392025595524e-8));
            p = V.MultiplyAdd(p, t, V.Number(-4.5263590925066089898e-7));
            p = V.MultiplyAdd(p, t, V.Number(2.7938323069398263895e-7));
            p = V.MultiplyAdd(p, t, V.Number(3.0562751686242611982e-6));
            p = V.MultiplyAdd(p, t, V.Number(-7.0788821483781296651e-6));
            p = V.MultiplyAdd(p, t, V.Number(-0.000011247389938325928277));
            p = V.MultiplyAdd(p, t, V.Number(0.000086587629442667525861));
            p = V.MultiplyAdd(p, t, V.Number(-0.00013912000843428522557));
            p = V.MultiplyAdd(p, t, V.Number(-0.00036800557115340444696));
            p = V.MultiplyAdd(p, t, V.Number(0.0029155483994932301226));
            p = V.MultiplyAdd(p, t, V.Number(-0.010128998863508869649));
            p = V.MultiplyAdd(p, t, V.Number(0.025005730784438399917));
            p = V.MultiplyAdd(p, t, V.Number(-0.048814711164046600389));
            p = V.MultiplyAdd(p, t, V.Number(0.07842032531903363349));
            p = V.MultiplyAdd(p, t, V.Number(-0.10500112171764971172));
            p = V.MultiplyAdd(p, t, V.Number(0.11617743547600118028));
            p = V.MultiplyAdd(p, t, V.Number(-0.10167001340782200716));
            p = V.MultiplyAdd(p, t, V.Number(0.059723465959804560981));
            p = V.MultiplyAdd(p, t, V.Number(0.54799783050024555872));
        }

        // The rounding error of x² would cost e^(−x²) most of its digits, so it is added to first order.
        var square = x * x;
        var lost = V.MultiplyAdd(x, x, -square);
        var result = Exp(-square) * p / x;
        return V.MultiplyAdd(-result, lost, result);
    }
}
