using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>What a reduction makes of two numbers, or of two vectors of them: a sum, a product, an extremum.</summary>
internal interface IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What nothing at all is reduced to.</summary>
    static abstract T Identity { get; }

    /// <summary>Whether rounding errors grow with the length, so that long reductions are made of those of their halves.</summary>
    static abstract bool Rounds { get; }

    static abstract T Combine(T a, T b);

    static abstract V Combine<V, L, M>(V a, V b)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>;
}

/// <summary>Addition.</summary>
internal readonly struct SumFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.Zero;

    public static bool Rounds => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, L, M>(V a, V b)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => L.Add(a, b);
}

/// <summary>Multiplication.</summary>
internal readonly struct ProductFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.One;

    public static bool Rounds => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, L, M>(V a, V b)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => M.Multiply(a, b);
}

/// <summary>The greater of two; NaN if there is one.</summary>
internal readonly struct MaxFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static bool Rounds => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, L, M>(V a, V b)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => M.Max(a, b);
}

/// <summary>The smaller of two; NaN if there is one.</summary>
internal readonly struct MinFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.PositiveInfinity;

    public static bool Rounds => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, L, M>(V a, V b)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => M.Min(a, b);
}
