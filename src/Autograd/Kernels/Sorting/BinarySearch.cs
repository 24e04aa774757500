using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the insertion positions of numbers in sorted rows.</summary>
internal static class BinarySearch
{
    /// <summary>
    /// y[o, k] = the number of elements of row o of <paramref name="sorted"/> that come before v[o, k]: the smaller
    /// ones and, with <paramref name="right"/>, the equal ones. NaN comes after all elements, even after another NaN.
    /// </summary>
    /// <param name="sorted">The rows, one after the other.</param>
    /// <param name="length">The elements of a row.</param>
    /// <param name="sorter">The indices that sort each row; empty if the rows are in order.</param>
    /// <param name="values">The numbers to find: as many for each row, or all in the only row.</param>
    /// <param name="right">True if equal elements come before a number.</param>
    /// <param name="y">The counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T>(
        ReadOnlySpan<T> sorted, int length, ReadOnlySpan<long> sorter, ReadOnlySpan<T> values, bool right, Span<long> y)
        where T : unmanaged, INumber<T>
    {
        if (length == 0 || values.IsEmpty)
        {
            y.Clear();
            return;
        }

        var rows = sorted.Length / length;
        var each = values.Length / rows;
        for (var o = 0; o < rows; o++)
        {
            var row = sorted.Slice(o * length, length);
            var order = sorter.IsEmpty ? sorter : sorter.Slice(o * length, length);
            for (var k = o * each; k < (o + 1) * each; k++) y[k] = Rank(row, order, values[k], right);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Rank<T>(ReadOnlySpan<T> row, ReadOnlySpan<long> order, T value, bool right) where T : unmanaged, INumber<T>
    {
        var isNan = T.IsNaN(value);
        int low = 0, count = row.Length;
        while (count > 0)
        {
            // Both assignments become conditional moves: the branch would be mispredicted half of the time.
            var half = count >> 1;
            var middle = row[order.IsEmpty ? low + half : (int)order[low + half]];
            var isBefore = isNan || (right ? middle <= value : middle < value);
            low = isBefore ? low + half + 1 : low;
            count = isBefore ? count - half - 1 : half;
        }

        return low;
    }
}
