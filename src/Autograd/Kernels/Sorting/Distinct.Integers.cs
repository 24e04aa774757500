using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Distinct integers: those of a small range are counted in a table, few are sorted in place.</summary>
internal static partial class Distinct
{
    /// <summary>Marks the integers that occur, by their index in the range.</summary>
    /// <returns>The number of distinct integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Mark<T>(ReadOnlySpan<T> x, ValueRange range, Span<bool> marks) where T : unmanaged, INumber<T>
    {
        marks.Clear();
        for (var k = 0; k < x.Length; k++) marks[(int)range.IndexOf(x[k])] = true;
        return marks.Count(true);
    }

    /// <summary>Writes the marked integers in ascending order, as many as <paramref name="y"/> holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteMarked<T>(ReadOnlySpan<bool> marks, ValueRange range, Span<T> y) where T : unmanaged, INumber<T>
    {
        // Every integer is written, and the next one overwrites it unless it is marked: no branch depends on the
        // values.
        var bytes = MemoryMarshal.AsBytes(marks);
        var k = 0;
        for (var index = 0; k < y.Length; index++)
        {
            y[k] = T.CreateTruncating(range.Least + index);
            k += bytes[index];
        }
    }

    /// <summary>Counts each integer of the range.</summary>
    /// <returns>The number of distinct integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<T>(ReadOnlySpan<T> x, ValueRange range, Span<int> table) where T : unmanaged, INumber<T>
    {
        table.Clear();
        for (var k = 0; k < x.Length; k++) table[(int)range.IndexOf(x[k])]++;
        return table.Length - table.Count(0);
    }

    /// <summary>
    /// Writes the distinct integers in ascending order, the count of each, and for each element the index of its
    /// distinct integer, from a table of counts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteCounted<T>(ReadOnlySpan<T> x, ValueRange range, Span<int> table, Span<T> values, Span<long> counts, Span<long> inverse)
        where T : unmanaged, INumber<T>
    {
        var groups = 0;
        for (var index = 0; index < table.Length; index++)
        {
            var count = table[index];
            if (count == 0) continue;
            values[groups] = T.CreateTruncating(range.Least + index);
            counts[groups] = count;
            table[index] = groups++;
        }

        for (var k = 0; k < inverse.Length; k++) inverse[k] = table[(int)range.IndexOf(x[k])];
    }

    /// <summary>Moves the distinct elements of sorted numbers to the front.</summary>
    /// <returns>The number of distinct elements.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Compact<T>(Span<T> sorted) where T : unmanaged, INumber<T>
    {
        if (sorted.IsEmpty) return 0;
        var last = 0;
        for (var k = 1; k < sorted.Length; k++)
        {
            last += sorted[k] != sorted[last] ? 1 : 0;
            sorted[last] = sorted[k];
        }

        return last + 1;
    }
}
