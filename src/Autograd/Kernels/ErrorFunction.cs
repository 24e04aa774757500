using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The integral of the bell curve.</summary>
internal static class ErrorFunction
{
    /// <summary>y = erf x; y may be x.</summary>
    public static void Erf<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, ErfFormula>(x, y);

    private readonly struct ErfFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, INumber<T> =>
            VectorMath.Erf<V, T>(x);
    }
}
