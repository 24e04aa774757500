using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The angles whose sine, cosine or tangent is given, in radians.</summary>
internal static class Arcs
{
    /// <summary>y = arcsin x; y may be x.</summary>
    public static void Asin<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, AsinFormula>(x, y);

    /// <summary>y = arccos x; y may be x.</summary>
    public static void Acos<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, AcosFormula>(x, y);

    /// <summary>y = arctan x; y may be x.</summary>
    public static void Atan<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, AtanFormula>(x, y);

    private readonly struct AsinFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Asin(x);
    }

    private readonly struct AcosFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Acos(x);
    }

    private readonly struct AtanFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Atan(x);
    }
}
