using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Groups equal elements, or equal rows of a matrix. NaN does not equal NaN.</summary>
internal static partial class Distinct
{
    /// <summary>
    /// Sorts the rows of a contiguous matrix by their first column, then by the second, and so on. The sort is stable.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SortRows<T>(ReadOnlySpan<T> x, int width, Span<int> order) where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < order.Length; k++) order[k] = k;
        using var keys = new KeyBuffer<T>(order.Length);

        // The last column is sorted first: each later sort keeps the order of rows that are equal in its own column.
        for (var column = width - 1; column >= 0; column--)
        {
            for (var k = 0; k < order.Length; k++) keys.Set(k, SortKey.Of(x[order[k] * width + column]), k);
            var next = keys.Sort(order.Length);
            for (var k = 0; k < next.Length; k++) next[k] = order[next[k]];
            next.CopyTo(order);
        }
    }

    /// <summary>
    /// Numbers the groups of equal rows that follow each other in an order: the group of each row goes to
    /// <paramref name="inverse"/>, the first row of each group to <paramref name="firsts"/>, and its size to
    /// <paramref name="counts"/>.
    /// </summary>
    /// <returns>The number of groups.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Group<T>(
        ReadOnlySpan<T> x, int width, ReadOnlySpan<int> order, Span<long> inverse, Span<int> firsts, Span<long> counts)
        where T : unmanaged, INumber<T>
    {
        // No branch depends on the values: the end of a group is overwritten until it is right.
        var groups = 0;
        for (var k = 0; k < order.Length; k++)
        {
            var row = order[k];
            var isNew = k == 0
                || (width == 1 ? x[order[k - 1]] != x[row] : !AreEqual(x.Slice(order[k - 1] * width, width), x.Slice(row * width, width)));
            groups += isNew ? 1 : 0;
            counts[groups - 1] = k + 1;
            inverse[row] = groups - 1;
        }

        for (var group = groups - 1; group >= 0; group--)
        {
            var start = group > 0 ? counts[group - 1] : 0;
            firsts[group] = order[(int)start];
            counts[group] -= start;
        }

        return groups;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged, INumber<T>
    {
        for (var j = 0; j < a.Length; j++)
            if (a[j] != b[j]) return false;
        return true;
    }
}
