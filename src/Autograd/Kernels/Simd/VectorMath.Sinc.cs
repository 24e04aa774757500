using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>sin(πx) / (πx), within 4 ulp or 1e-16 absolutely; 1 at 0, NaN at the infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinc<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        AbsSinCosPi(magnitude, out var sine, out _);

        // sin πx changes its sign at every integer: the sign follows from the parity of the nearest one and the side of
        // it.
        var whole = V.Round(magnitude);
        var sign = (BitMask(whole + RoundingShift<V>(), 0) ^ magnitude - whole) & V.Number(-0.0);
        return V.Select(V.Equal(x, V.Zero), V.One, (sine ^ sign) / (V.Number(Math.PI) * magnitude));
    }

    /// <summary>|sin πx| and |cos πx|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AbsSinCosPi<V>(V x, out V sine, out V cosine) where V : struct, ISimdVector<V>
    {
        var fraction = V.Abs(x - V.Round(x));
        var isSteep = V.LessThan(V.Number(0.25), fraction);
        var angle = V.Number(Math.PI) * V.Select(isSteep, V.Number(0.5) - fraction, fraction);
        var (s, c) = (SinReduced(angle), CosReduced(angle));
        sine = V.Select(isSteep, c, s);
        cosine = V.Select(isSteep, s, c);
    }
}
