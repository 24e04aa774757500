using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>tanh x, within 1.5 ulp (2.5 in double precision).</summary>
    /// <remarks>
    /// x + x³·R(x²) below 0.625, and 1 − 2 / (e²ˣ + 1) above. In double precision the coefficients of R are those of
    /// the Cephes library by S. L. Moshier.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);

        // Beyond the bound the result is 1 to the last digit.
        var exp = ExpInRange(V.ClampMax(magnitude + magnitude, V.Number(20, 44)));
        var large = V.One - V.Number(2) / (exp + V.One);

        // NaN takes the branch for small x, where it stays NaN. The sign is set last, for −0 and for the branch for
        // large x.
        return V.Select(V.LessThan(V.Number(0.625), magnitude), large, TanhSmall(x)) | x & V.Number(-0.0);
    }

    /// <summary>
    /// tanh x as (e²ˣ − 1) / (e²ˣ + 1), within 3 ulp: half the instructions of <see cref="Tanh"/>, for kernels that
    /// evaluate several functions at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TanhFast<V>(V x) where V : struct, ISimdVector<V>
    {
        // Beyond the bounds the result is 1 or −1 to the last digit.
        ReduceArgument(V.ClampMin(V.ClampMax(x + x, V.Number(20, 44)), V.Number(-20, -44)), out var r, out var shifted);

        // e²ˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1): nothing cancels near 0.
        var power = V.AddBits(V.One, V.ShiftBitsLeft(shifted, MantissaBits<V>()));
        var expm1 = V.MultiplyAdd(power, Expm1Reduced(r), power - V.One);
        return expm1 / (expm1 + V.Number(2));
    }

    /// <summary>
    /// x − tanh x, within 4 ulp near 0, and within 20 ulp from 0.625 on, where the subtraction loses up to three bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanhshrink<V>(V x) where V : struct, ISimdVector<V> =>
        V.Select(V.LessThan(V.Number(0.625), V.Abs(x)), x - Tanh(x), -TanhSmallRest(x) * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhSmall<V>(V x) where V : struct, ISimdVector<V> =>
        V.MultiplyAdd(TanhSmallRest(x), x, x);

    /// <summary>tanh x / x − 1 for |x| up to 0.625.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhSmallRest<V>(V x) where V : struct, ISimdVector<V>
    {
        var z = x * x;
        V r;
        if (x is IVectorOf<float>)
        {
            r = V.MultiplyAdd(V.Number(0.0021464997955), z, V.Number(-0.0081815824734));
            r = V.MultiplyAdd(r, z, V.Number(0.021702543647));
            r = V.MultiplyAdd(r, z, V.Number(-0.053947130492));
            r = V.MultiplyAdd(r, z, V.Number(0.1333320921));
            r = V.MultiplyAdd(r, z, V.Number(-0.33333330893));
        }
        else
        {
            var p = V.MultiplyAdd(V.Number(-9.64399179425052238628e-1), z, V.Number(-9.92877231001918586564e1));
            p = V.MultiplyAdd(p, z, V.Number(-1.61468768441708447952e3));
            var q = z + V.Number(1.12811678491632931402e2);
            q = V.MultiplyAdd(q, z, V.Number(2.23548839060100448583e3));
            q = V.MultiplyAdd(q, z, V.Number(4.84406305325125486048e3));
            r = p / q;
        }

        return r * z;
    }
}
