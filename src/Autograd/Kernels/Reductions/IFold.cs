using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The operation of a reduction on two numbers or two vectors: a sum, a product or an extremum.</summary>
internal interface IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The identity of the reduction: its result for no elements.</summary>
    static abstract T Identity { get; }

    /// <summary>True if rounding errors grow with the length, so that long reductions are computed pairwise.</summary>
    static abstract bool Rounds { get; }

    /// <summary>
    /// True if the parts of a long row may be reduced separately without changing a bit of the result.
    /// </summary>
    static abstract bool CanSplit { get; }

    /// <summary>True if the result is one of the numbers, so that their order matters only for NaN.</summary>
    static abstract bool IsExtremum { get; }

    static abstract T Combine(T a, T b);

    static abstract V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T>;

    /// <summary>Combines numbers other than NaN in one instruction, without regard to the sign of zeros.</summary>
    static abstract V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T>;
}

/// <summary>Addition.</summary>
internal readonly struct SumFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.Zero;

    public static bool Rounds => true;

    public static bool CanSplit => true;

    public static bool IsExtremum => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a + b;
}

/// <summary>Multiplication.</summary>
internal readonly struct ProductFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.One;

    public static bool Rounds => false;

    public static bool CanSplit => false;

    public static bool IsExtremum => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a * b;
}

/// <summary>The greater of two; NaN if there is one.</summary>
internal readonly struct MaxFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static bool Rounds => false;

    public static bool CanSplit => true;

    public static bool IsExtremum => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.AtLeast(a, b);
}

/// <summary>The smaller of two; NaN if there is one.</summary>
internal readonly struct MinFold<T> : IFold<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.PositiveInfinity;

    public static bool Rounds => false;

    public static bool CanSplit => true;

    public static bool IsExtremum => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.AtMost(a, b);
}
