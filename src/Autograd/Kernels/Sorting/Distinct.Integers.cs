using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Different integers: those of a small range are counted, few are sorted where they are.</summary>
internal static partial class Distinct
{
    /// <summary>Marks the numbers that occur, by their place in the range.</summary>
    /// <returns>How many do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Mark<T>(ReadOnlySpan<T> x, NumberRange range, Span<bool> marks) where T : unmanaged, INumber<T>
    {
        marks.Clear();
        for (var k = 0; k < x.Length; k++) marks[(int)range.PlaceOf(x[k])] = true;
        return marks.Count(true);
    }

    /// <summary>The numbers that are marked, in order, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Marked<T>(ReadOnlySpan<bool> marks, NumberRange range, Span<T> y) where T : unmanaged, INumber<T>
    {
        // Every number is written, and stays where it is marked: no jump that depends on values.
        var bytes = MemoryMarshal.AsBytes(marks);
        var k = 0;
        for (var place = 0; k < y.Length; place++)
        {
            y[k] = T.CreateTruncating(range.Least + place);
            k += bytes[place];
        }
    }

    /// <summary>Counts each number of the range.</summary>
    /// <returns>How many occur.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<T>(ReadOnlySpan<T> x, NumberRange range, Span<int> table) where T : unmanaged, INumber<T>
    {
        table.Clear();
        for (var k = 0; k < x.Length; k++) table[(int)range.PlaceOf(x[k])]++;
        return table.Length - table.Count(0);
    }

    /// <summary>The different numbers in order, how often each occurs, and which of them each number is, from a table of counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Number<T>(ReadOnlySpan<T> x, NumberRange range, Span<int> table, Span<T> values, Span<long> counts, Span<long> inverse)
        where T : unmanaged, INumber<T>
    {
        var groups = 0;
        for (var place = 0; place < table.Length; place++)
        {
            var count = table[place];
            if (count == 0) continue;
            values[groups] = T.CreateTruncating(range.Least + place);
            counts[groups] = count;
            table[place] = groups++;
        }

        for (var k = 0; k < inverse.Length; k++) inverse[k] = table[(int)range.PlaceOf(x[k])];
    }

    /// <summary>Moves the different ones of sorted numbers to the front.</summary>
    /// <returns>How many there are.</returns>
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
