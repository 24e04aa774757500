using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>ln |Γ(x)|</summary>
internal readonly struct LogGamma : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        VectorMath.LogGamma<V, T>(x);
}

/// <summary>ψ(x)</summary>
internal readonly struct Digamma : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        VectorMath.Digamma<V, T>(x);
}
