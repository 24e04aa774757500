using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>ln |Γ(x)|</summary>
internal readonly struct LogGamma : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
        VectorMath.LogGamma(x);
}

/// <summary>ψ(x)</summary>
internal readonly struct Digamma : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
        VectorMath.Digamma(x);
}
