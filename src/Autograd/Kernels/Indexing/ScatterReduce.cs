using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The combination of a number in a buffer with one that is scattered to its index.</summary>
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

/// <summary>Combines numbers with those of a buffer at given indices.</summary>
internal static class ScatterReduce
{
    /// <summary>
    /// x[indices[k]] ← combine(x[indices[k]], y[k]), in order of k; the first number for an index replaces that of x if
    /// <paramref name="replaces"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T, TReduction>(ReadOnlySpan<T> y, ReadOnlySpan<int> indices, Span<T> x, bool replaces)
        where T : unmanaged, INumber<T>
        where TReduction : struct, IScatterReduction
    {
        if (!replaces)
        {
            for (var k = 0; k < indices.Length; k++) x[indices[k]] = TReduction.Combine(x[indices[k]], y[k]);
            return;
        }

        var seen = new bool[x.Length];
        for (var k = 0; k < indices.Length; k++)
        {
            ref var present = ref x[indices[k]];
            present = seen[indices[k]] ? TReduction.Combine(present, y[k]) : y[k];
            seen[indices[k]] = true;
        }
    }

    /// <summary>
    /// Computes for each number the product of all other factors of its index, as the product of those before it and of
    /// those after it. There is no division, so that zeros need no special case.
    /// </summary>
    /// <param name="y">The numbers.</param>
    /// <param name="indices">The index of each number.</param>
    /// <param name="before">The initial factor of each index; on return the product of all its factors.</param>
    /// <param name="after">Ones; on return the product of all numbers of each index.</param>
    /// <param name="others">The products of the other factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ProductsOfOthers<T>(ReadOnlySpan<T> y, ReadOnlySpan<int> indices, Span<T> before, Span<T> after, Span<T> others)
        where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < indices.Length; k++)
        {
            others[k] = before[indices[k]];
            before[indices[k]] *= y[k];
        }

        for (var k = indices.Length - 1; k >= 0; k--)
        {
            others[k] *= after[indices[k]];
            after[indices[k]] *= y[k];
        }
    }
}
