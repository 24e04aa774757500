using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Exponentials and logarithms. eˣ − 1 and ln(1 + x) keep their digits near 0; the framework's own are the plain differences,
/// which lose them.
/// </summary>
internal static class Exponential
{
    /// <summary>y = eˣ; y may be x.</summary>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, ExpFormula>(x, y);

    /// <summary>y = eˣ − 1; y may be x.</summary>
    public static void Expm1<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, Expm1Formula>(x, y);

    /// <summary>y = ln x; y may be x.</summary>
    public static void Log<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, LogFormula>(x, y);

    /// <summary>y = ln(1 + x); y may be x.</summary>
    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, Log1pFormula>(x, y);

    private readonly struct ExpFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Exp(x);
    }

    private readonly struct Expm1Formula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Expm1(x);
    }

    private readonly struct LogFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Log(x);
    }

    private readonly struct Log1pFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Log1p(x);
    }
}
