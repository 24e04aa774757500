using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// The y with erf y = x, within 3 ulp in single precision, to 3e-7 in double: ±∞ at ±1, NaN beyond.
    /// </summary>
    /// <remarks>x·p(w) with w = −ln(1 − x²), after M. Giles, "Approximating the erfinv function" (2010).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ErfInvEstimate<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var w = -Log((V.One - magnitude) * (V.One + magnitude));
        var y = magnitude * V.Select(V.LessThan(w, V.Number(5)), ErfInvMiddle(w), ErfInvTail(V.Sqrt(w)));
        y = V.Select(V.Equal(magnitude, V.One), V.Number(double.PositiveInfinity), y);
        return y | x & V.Number(-0.0);
    }

    /// <summary>
    /// One step of Halley's method from y towards the root of erf y − x, which cubes the error: within 4 ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ErfInvStep<V>(V x, V y) where V : struct, ISimdVector<V>
    {
        var (target, from) = (V.Abs(x), V.Abs(y));

        // Near 1, the complement of erf y is used, because it has more digits.
        var error = V.Select(V.LessThan(V.One, from), V.One - target - ErfcLarge(from), ErfSmall(from) - target);
        var newton = error * Exp(from * from) * V.Number(0.88622692545275801365);
        var better = from - newton / V.MultiplyAdd(newton, from, V.One);
        better = V.Select(V.Equal(target, V.One), from, better);
        return better | x & V.Number(-0.0);
    }

    /// <summary>erfinv x / x where w is below 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfInvMiddle<V>(V w) where V : struct, ISimdVector<V>
    {
        var t = w - V.Number(2.5);
        var p = V.MultiplyAdd(V.Number(-8.9023864070023e-9), t, V.Number(2.3379829170066e-8));
        p = V.MultiplyAdd(p, t, V.Number(4.677673830786e-7));
        p = V.MultiplyAdd(p, t, V.Number(-3.4644700534458e-6));
        p = V.MultiplyAdd(p, t, V.Number(-4.970956485121e-6));
        p = V.MultiplyAdd(p, t, V.Number(2.1835103004107e-4));
        p = V.MultiplyAdd(p, t, V.Number(-0.0012527285074775));
        p = V.MultiplyAdd(p, t, V.Number(-0.0041773946153249));
        p = V.MultiplyAdd(p, t, V.Number(0.24664027984619));
        return V.MultiplyAdd(p, t, V.Number(1.5014093607284));
    }

    /// <summary>erfinv x / x as a polynomial in √w, from √5 to its value for the number nearest to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfInvTail<V>(V root) where V : struct, ISimdVector<V>
    {
        var t = root - V.Number(3, 4);
        V p;
        if (t is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(-3.469249670755e-5), t, V.Number(1.689027413791e-4));
            p = V.MultiplyAdd(p, t, V.Number(-2.723652506731e-4));
            p = V.MultiplyAdd(p, t, V.Number(-1.317914772274e-4));
            p = V.MultiplyAdd(p, t, V.Number(0.001473988847958));
            p = V.MultiplyAdd(p, t, V.Number(-0.003561466660144));
            p = V.MultiplyAdd(p, t, V.Number(0.005687578749683));
            p = V.MultiplyAdd(p, t, V.Number(-0.007643783112308));
            p = V.MultiplyAdd(p, t, V.Number(0.009445337137681));
            p = V.MultiplyAdd(p, t, V.Number(1.001675287263));
            return V.MultiplyAdd(p, t, V.Number(2.832976800888));
        }

        p = V.MultiplyAdd(V.Number(7.906135252125e-7), t, V.Number(-2.12302796585e-6));
        p = V.MultiplyAdd(p, t, V.Number(-8.507821354666e-6));
        p = V.MultiplyAdd(p, t, V.Number(3.79512983124e-5));
        p = V.MultiplyAdd(p, t, V.Number(-4.360823690472e-5));
        p = V.MultiplyAdd(p, t, V.Number(2.42319031053e-5));
        p = V.MultiplyAdd(p, t, V.Number(-9.665430435839e-5));
        p = V.MultiplyAdd(p, t, V.Number(3.440013459447e-4));
        p = V.MultiplyAdd(p, t, V.Number(-8.827051117816e-4));
        p = V.MultiplyAdd(p, t, V.Number(0.00125362555509));
        p = V.MultiplyAdd(p, t, V.Number(1.009495575106));
        return V.MultiplyAdd(p, t, V.Number(3.839784072316));
    }
}
