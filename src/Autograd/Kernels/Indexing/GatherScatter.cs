using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Copies elements between contiguous memory and the elements of a buffer that an index selects; offset k is that of
/// the k-th selected element.
/// </summary>
internal static class GatherScatter
{
    /// <summary>y[k] = x[offset k].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ReadOnlySpan<T> x, in IndexOffsets at, Span<T> y) where T : unmanaged
    {
        var n = at.Inner.Length;
        var k = 0;
        foreach (var outer in at.Outer)
        {
            if (n == 1)
            {
                GatherEach(x, at.Origin + outer, at.Positions, y[k..]);
                k += at.Positions.Length;
                continue;
            }

            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (at.InnerIsContiguous)
                {
                    x.Slice(start, n).CopyTo(y.Slice(k, n));
                    k += n;
                }
                else
                {
                    foreach (var inner in at.Inner) y[k++] = x[start + inner];
                }
            }
        }
    }

    /// <summary>x[offset k] = y[k], in order of k: for a repeated index the last value remains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ReadOnlySpan<T> y, in IndexOffsets at, Span<T> x) where T : unmanaged
    {
        var n = at.Inner.Length;
        var k = 0;
        foreach (var outer in at.Outer)
        {
            if (n == 1)
            {
                ScatterEach(y[k..], at.Origin + outer, at.Positions, x);
                k += at.Positions.Length;
                continue;
            }

            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (at.InnerIsContiguous)
                {
                    y.Slice(k, n).CopyTo(x.Slice(start, n));
                    k += n;
                }
                else
                {
                    foreach (var inner in at.Inner) x[start + inner] = y[k++];
                }
            }
        }
    }

    /// <summary>x[offset k] += y[k], in order of k, so that the sums for repeated indices are reproducible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(ReadOnlySpan<T> y, in IndexOffsets at, Span<T> x)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        var k = 0;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                foreach (var inner in at.Inner) x[start + inner] += y[k++];
            }
        }
    }

    // A separate loop for the frequent case of elements that are indexed one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherEach<T>(ReadOnlySpan<T> x, int start, ReadOnlySpan<int> positions, Span<T> y) where T : unmanaged
    {
        y = y[..positions.Length];
        for (var k = 0; k < y.Length; k++) y[k] = x[start + positions[k]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterEach<T>(ReadOnlySpan<T> y, int start, ReadOnlySpan<int> positions, Span<T> x) where T : unmanaged
    {
        y = y[..positions.Length];
        for (var k = 0; k < y.Length; k++) x[start + positions[k]] = y[k];
    }

    /// <summary>x[offset k] = value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(T value, in IndexOffsets at, Span<T> x) where T : unmanaged
    {
        var n = at.Inner.Length;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (n == 1) x[start] = value;
                else if (at.InnerIsContiguous) x.Slice(start, n).Fill(value);
                else
                    foreach (var inner in at.Inner) x[start + inner] = value;
            }
        }
    }
}
