using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The integral of the bell curve.</summary>
internal static class ErrorFunction
{
    /// <summary>y = erf x; y may be x.</summary>
    public static void Erf<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, ErfFormula>(x, y);

    /// <summary>The y with erf y = x. In double precision by two passes, of which each is short enough for the JIT to inline whole.</summary>
    public static void ErfInv<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Formula.Apply<T, ErfInvFormula>(x, y);
        if (typeof(T) == typeof(double)) Formula.Apply<T, ErfInvStep>(x, y, y);
    }

    private readonly struct ErfInvFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.ErfInvEstimate(x);
    }

    private readonly struct ErfInvStep : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            VectorMath.ErfInvStep(a, b);
    }

    private readonly struct ErfFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Erf(x);
    }
}
