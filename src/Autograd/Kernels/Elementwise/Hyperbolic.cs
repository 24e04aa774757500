using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// tanh, sinh and cosh that are right to the last digits everywhere. The framework's vector forms are differences of
/// exponentials, of which nothing is left near 0: its tanh of 1e-8 is 0 or 6e-8.
/// </summary>
internal static class Hyperbolic
{
    /// <summary>The numbers from which on registers are used.</summary>
    private const int ShortLength = 8;

    /// <summary>y = tanh x; y may be x.</summary>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Length >= ShortLength)
        {
            Formula.Apply<T, TanhFormula>(x, y);
            return;
        }

        // The few hidden numbers of a small cell: its training can hang on the last digit of each, and what PyTorch computes
        // them with is the system's own function, as this is.
        for (var i = 0; i < y.Length; i++) y[i] = T.Tanh(x[i]);
    }

    /// <summary>y = sinh x; y may be x.</summary>
    public static void Sinh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, SinhFormula>(x, y);

    /// <summary>y = cosh x; y may be x.</summary>
    public static void Cosh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, CoshFormula>(x, y);

    private readonly struct TanhFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Tanh(x);
    }

    private readonly struct SinhFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Sinh(x);
    }

    private readonly struct CoshFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Cosh(x);
    }
}
