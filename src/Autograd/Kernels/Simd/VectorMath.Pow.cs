using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// aᵇ for positive a as e^(b·ln a), accurate to single precision; NaN where a sign or a limit needs the scalar
    /// function.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<V>(V a, V b) where V : struct, ISimdVector<V> =>
        V.Select(V.LessThan(V.Zero, a), Exp(b * Log(a)), V.Number(double.NaN));
}
