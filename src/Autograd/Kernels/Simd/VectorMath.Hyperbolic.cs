using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// The hyperbolic sine, within 2.5 ulp: x + x³·p(x²) for |x| up to 1, and (e^|x| − e^−|x|) / 2 with the sign of x
    /// above.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var half = HalfExp(magnitude);
        var result = V.Select(V.LessThan(V.One, magnitude), half - V.Number(0.25) / half, SinhSmall(magnitude));
        return result | x & V.Number(-0.0);
    }

    /// <summary>The hyperbolic cosine, within 2 ulp: (e^|x| + e^−|x|) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V>(V x) where V : struct, ISimdVector<V>
    {
        var half = HalfExp(V.Abs(x));
        return half + V.Number(0.25) / half;
    }

    /// <summary>eˣ / 2 for x ≥ 0; finite where eˣ already overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfExp<V>(V x) where V : struct, ISimdVector<V>
    {
        ReduceArgument(V.ClampMax(x, V.Number(90, 711)), out var r, out var shifted);
        return V.Scale(V.One + Expm1Reduced(r), shifted - RoundingShift<V>() - V.One);
    }

    /// <summary>sinh x for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinhSmall<V>(V x) where V : struct, ISimdVector<V>
    {
        var z = x * x;
        V p;
        if (x is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(2.81695123104e-6), z, V.Number(0.000198361597769));
            p = V.MultiplyAdd(p, z, V.Number(0.00833335005818));
            p = V.MultiplyAdd(p, z, V.Number(0.166666664976));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(7.7587488257538674401e-13), z, V.Number(1.6057259767944269963e-10));
            p = V.MultiplyAdd(p, z, V.Number(2.5052123136732093573e-8));
            p = V.MultiplyAdd(p, z, V.Number(2.7557319157071830891e-6));
            p = V.MultiplyAdd(p, z, V.Number(0.00019841269841431872569));
            p = V.MultiplyAdd(p, z, V.Number(0.0083333333333331477434));
            p = V.MultiplyAdd(p, z, V.Number(0.16666666666666667383));
        }

        return V.MultiplyAdd(p * z, x, x);
    }
}
