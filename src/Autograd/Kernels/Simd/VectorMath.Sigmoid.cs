using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>1 / (1 + e⁻ˣ), within 2.5 ulp, computed from e^−|x|, which cannot overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x) where V : struct, ISimdVector<V>
    {
        var exp = Exp(-V.Abs(x));
        return V.Select(V.LessThan(x, V.Zero), exp, V.One) / (V.One + exp);
    }
}
