using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Tests which numbers are among others (isin). NaN never is, and 0 equals −0.</summary>
internal static class Membership
{
    /// <summary>The most others that are compared with each number one by one.</summary>
    private const int Few = 8;

    /// <summary>The most numbers to test for which a table of the others does not pay.</summary>
    private const int FewTests = 16;

    /// <summary>The most others in one hash table.</summary>
    private const int LargestSet = 1 << 28;

    /// <summary>y[k] = true if x[k] is among the others or, with <paramref name="invert"/>, if it is not.</summary>
    public static void Test<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> others, bool invert, Span<bool> y) where T : unmanaged, INumber<T>
    {
        if (others.Length <= Few) ByComparison(x, others, invert, y);
        else if (x.Length <= FewTests)
            for (var k = 0; k < x.Length; k++) y[k] = Contains(others, x[k]) != invert;
        else if (ValueRange.TryCreate(others, x.Length + others.Length, out var range)) ByTable(x, others, range, invert, y);
        else BySet(x, others, invert, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByComparison<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> others, bool invert, Span<bool> y) where T : unmanaged, INumber<T>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetReference(y[..x.Length]));
        var inverted = invert ? Vector256<T>.AllBitsSet : Vector256<T>.Zero;
        var k = 0;
        for (; k <= x.Length - Vector256<T>.Count; k += Vector256<T>.Count)
        {
            var numbers = Vector256.LoadUnsafe(ref from, (nuint)k);
            var found = Vector256<T>.Zero;
            foreach (var other in others) found |= Vector256.Equals(numbers, Vector256.Create(other));
            MaskBytes.Store(found ^ inverted, ref Unsafe.Add(ref to, k));
        }

        for (; k < x.Length; k++) y[k] = Contains(others, x[k]) != invert;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Contains<T>(ReadOnlySpan<T> others, T x) where T : unmanaged, INumber<T>
    {
        var (all, found) = (new Vector<T>(x), Vector<T>.Zero);
        var wide = MemoryMarshal.Cast<T, Vector<T>>(others);
        foreach (var some in wide) found |= Vector.Equals(some, all);
        var isFound = found != Vector<T>.Zero;
        for (var k = wide.Length * Vector<T>.Count; k < others.Length; k++) isFound |= others[k] == x;
        return isFound;
    }

    /// <summary>
    /// Reads a table that has a mark for each integer from the least to the greatest of the others, and one mark for
    /// all integers outside.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByTable<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> others, ValueRange range, bool invert, Span<bool> y)
        where T : unmanaged, INumber<T>
    {
        var rented = ArrayPool<bool>.Shared.Rent(range.Length + 1);
        var marks = rented.AsSpan(0, range.Length + 1);
        marks.Fill(invert);
        foreach (var other in others) marks[(int)range.IndexOf(other)] = !invert;
        var outside = (ulong)range.Length;
        for (var k = 0; k < x.Length; k++) y[k] = marks[(int)Math.Min(range.IndexOf(x[k]), outside)];
        ArrayPool<bool>.Shared.Return(rented);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BySet<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> others, bool invert, Span<bool> y) where T : unmanaged, INumber<T>
    {
        y.Fill(invert);
        for (var start = 0; start < others.Length; start += LargestSet)
        {
            var part = others.Slice(start, Math.Min(LargestSet, others.Length - start));
            using var set = new KeySet(part.Length);
            foreach (var other in part)
                if (!T.IsNaN(other)) set.Add(SortKey.Of(other));
            for (var k = 0; k < x.Length; k++) y[k] ^= set.Contains(SortKey.Of(x[k])) & y[k] == invert;
        }
    }
}
