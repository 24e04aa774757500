using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>What becomes of a number when another one is scattered to its place.</summary>
internal interface IScatterReduction
{
    static abstract T Combine<T>(T present, T next) where T : unmanaged, INumber<T>;
}

/// <summary>The sum of the two.</summary>
internal readonly struct ReduceSum : IScatterReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T present, T next) where T : unmanaged, INumber<T> => present + next;
}

/// <summary>The product of the two.</summary>
internal readonly struct ReduceProd : IScatterReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T present, T next) where T : unmanaged, INumber<T> => present * next;
}

/// <summary>The greater of the two; NaN if one is.</summary>
internal readonly struct ReduceMax : IScatterReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T present, T next) where T : unmanaged, INumber<T> => T.Max(present, next);
}

/// <summary>The smaller of the two; NaN if one is.</summary>
internal readonly struct ReduceMin : IScatterReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T present, T next) where T : unmanaged, INumber<T> => T.Min(present, next);
}

/// <summary>Combines numbers with those at the places of a buffer that they are scattered to.</summary>
internal static class ScatterReduce
{
    /// <summary>
    /// x[places[k]] ← combine(x[places[k]], y[k]), in this order; the first to come replaces what is there if <paramref name="replaces"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T, TReduction>(ReadOnlySpan<T> y, ReadOnlySpan<int> places, Span<T> x, bool replaces)
        where T : unmanaged, INumber<T>
        where TReduction : struct, IScatterReduction
    {
        if (!replaces)
        {
            for (var k = 0; k < places.Length; k++) x[places[k]] = TReduction.Combine(x[places[k]], y[k]);
            return;
        }

        var seen = new bool[x.Length];
        for (var k = 0; k < places.Length; k++)
        {
            ref var present = ref x[places[k]];
            present = seen[places[k]] ? TReduction.Combine(present, y[k]) : y[k];
            seen[places[k]] = true;
        }
    }

    /// <summary>
    /// For each number that is multiplied into a place, the product of the others there: of those before it, and of those behind it. No division,
    /// so that zeros are no exception.
    /// </summary>
    /// <param name="y">The numbers.</param>
    /// <param name="places">Where each goes.</param>
    /// <param name="before">The first factor of each place; the product of all on return.</param>
    /// <param name="behind">Ones; the product of all numbers that came to a place on return.</param>
    /// <param name="others">The products of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ProductsOfOthers<T>(ReadOnlySpan<T> y, ReadOnlySpan<int> places, Span<T> before, Span<T> behind, Span<T> others)
        where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < places.Length; k++)
        {
            others[k] = before[places[k]];
            before[places[k]] *= y[k];
        }

        for (var k = places.Length - 1; k >= 0; k--)
        {
            others[k] *= behind[places[k]];
            behind[places[k]] *= y[k];
        }
    }
}
