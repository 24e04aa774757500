using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd;

/// <summary>
/// Single-precision logarithm, sine and cosine from S. Moshier's Cephes library (<c>logf</c>, <c>sinf</c>,
/// <c>cosf</c>), eight lanes at once, rounded as PyTorch's AVX2 build rounds them.
/// </summary>
/// <remarks>
/// PyTorch computes its float normals with these formulas, and a seeded run must give the same bits; more accurate
/// formulas exist. Fused operations are used exactly where PyTorch's compiler fuses a product into a sum:
/// <see cref="Vector256.FusedMultiplyAdd(Vector256{float}, Vector256{float}, Vector256{float})"/> rounds once on every
/// machine, with or without an instruction for it.
/// </remarks>
internal static class CephesSingle
{
    /// <summary>The natural logarithm of positive normal numbers; normal deviates need no others.</summary>
    /// <remarks>
    /// x = m·2^e with √½ ≤ m &lt; √2; with r = m − 1, log x = r − r²/2 + r³·P(r) + e·log 2, where log 2 is split in two
    /// parts so that e times the larger one is exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        var bits = x.AsInt32();
        var exponent = Vector256.ConvertToSingle((bits >>> 23) - Vector256.Create(126));
        var mantissa = ((bits & Vector256.Create(0x007F_FFFF)) | Vector256.Create(0x3F00_0000)).AsSingle(); // in [½, 1)

        var isLow = Vector256.LessThan(mantissa, Vector256.Create(0.707106781186547524f));
        exponent -= Vector256<float>.One & isLow;
        var r = (mantissa - Vector256<float>.One) + (mantissa & isLow);
        var r2 = r * r;

        var p = Vector256.Create(7.0376836292e-2f);
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(-1.1514610310e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.1676998740e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(-1.2420140846e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.4249322787e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(-1.6668057665e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(2.0000714765e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(-2.4999993993e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(3.3333331174e-1f));
        p *= r;

        var tail = Vector256.FusedMultiplyAdd(p, r2, exponent * Vector256.Create(-2.12194440e-4f));
        tail = Vector256.FusedMultiplyAdd(-r2, Vector256.Create(0.5f), tail);
        return Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.693359375f), r + tail);
    }

    /// <summary>The sine and cosine of arguments from 0 to 8192.</summary>
    /// <remarks>
    /// The argument is reduced to [−π/4, π/4] by a multiple j of π/4, j even, with π/4 split in three parts; j
    /// determines the polynomial for each function, and the sign.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sin, Vector256<float> Cos) SinCos(Vector256<float> x)
    {
        var octant = Vector256.ConvertToInt32(x * Vector256.Create(1.27323954473516f));
        octant = (octant + Vector256<int>.One) & Vector256.Create(~1);
        var j = Vector256.ConvertToSingle(octant);

        var r = Vector256.FusedMultiplyAdd(j, Vector256.Create(-0.78515625f), x);
        r = Vector256.FusedMultiplyAdd(j, Vector256.Create(-2.4187564849853515625e-4f), r);
        r = Vector256.FusedMultiplyAdd(j, Vector256.Create(-3.77489497744594108e-8f), r);
        var r2 = r * r;

        var even = Vector256.Create(2.443315711809948e-5f); // cos r = 1 − r²/2 + r⁴·C(r²)
        even = Vector256.FusedMultiplyAdd(even, r2, Vector256.Create(-1.388731625493765e-3f));
        even = Vector256.FusedMultiplyAdd(even, r2, Vector256.Create(4.166664568298827e-2f));
        even *= r2;
        even = Vector256.FusedMultiplyAdd(even, r2, -(r2 * Vector256.Create(0.5f))) + Vector256<float>.One;

        var odd = Vector256.Create(-1.9515295891e-4f); // sin r = r + r³·S(r²)
        odd = Vector256.FusedMultiplyAdd(odd, r2, Vector256.Create(8.3321608736e-3f));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Vector256.Create(-1.6666654611e-1f));
        odd *= r2;
        odd = Vector256.FusedMultiplyAdd(odd, r, r);

        var four = Vector256.Create(4);
        var sinSign = ((octant & four) << 29).AsSingle();
        var cosSign = (Vector256.AndNot(four, octant - Vector256.Create(2)) << 29).AsSingle();
        var isOdd = Vector256.Equals(octant & Vector256.Create(2), Vector256<int>.Zero).AsSingle();
        return (Vector256.ConditionalSelect(isOdd, odd, even) ^ sinSign, Vector256.ConditionalSelect(isOdd, even, odd) ^ cosSign);
    }
}
