using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>sin, cos and tan, in radians: by registers, and by the system's functions where angles are very large.</summary>
internal static class Trigonometry
{
    /// <summary>y = sin x; y may be x.</summary>
    public static void Sin<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        PartialFormula.Apply<T, SinFormula>(x, y);

    /// <summary>y = cos x; y may be x.</summary>
    public static void Cos<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        PartialFormula.Apply<T, CosFormula>(x, y);

    /// <summary>y = tan x; y may be x.</summary>
    public static void Tan<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        PartialFormula.Apply<T, TanFormula>(x, y);

    private readonly struct SinFormula : IPartialUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Sin(x);

        public static T Of<T>(T x) where T : unmanaged, IFloatingPointIeee754<T> => T.Sin(x);
    }

    private readonly struct CosFormula : IPartialUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Cos(x);

        public static T Of<T>(T x) where T : unmanaged, IFloatingPointIeee754<T> => T.Cos(x);
    }

    private readonly struct TanFormula : IPartialUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Tan(x);

        public static T Of<T>(T x) where T : unmanaged, IFloatingPointIeee754<T> => T.Tan(x);
    }
}
