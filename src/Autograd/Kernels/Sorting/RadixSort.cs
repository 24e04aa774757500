using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// A stable radix sort by the bytes of keys, from the least significant: linear in the number of keys, whatever they
/// are. A byte in which all keys agree costs only the counting.
/// </summary>
internal static unsafe class RadixSort
{
    private const int Bins = 256;

    /// <summary>Sorts keys by the bytes from bit <paramref name="shift"/> up to bit <paramref name="end"/>.</summary>
    /// <param name="keys">The keys; sorted on return.</param>
    /// <param name="spare">Scratch memory for as many keys.</param>
    /// <param name="count">The number of keys.</param>
    /// <param name="shift">The first bit to sort by.</param>
    /// <param name="end">The bit after the last one to sort by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(ulong* keys, ulong* spare, int count, int shift, int end)
    {
        var counts = stackalloc int[Bins];
        ulong* from = keys, to = spare;
        for (; shift < end; shift += 8)
        {
            if (!ComputeOffsets(from, count, shift, counts)) continue;
            for (var i = 0; i < count; i++)
            {
                var key = from[i];
                to[counts[(byte)(key >> shift)]++] = key;
            }

            Swap(ref from, ref to);
        }

        if (from != keys) new ReadOnlySpan<ulong>(from, count).CopyTo(new Span<ulong>(keys, count));
    }

    /// <summary>Sorts 64-bit keys, and moves an item with each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(ulong* keys, int* items, ulong* spareKeys, int* spareItems, int count)
    {
        var counts = stackalloc int[Bins];
        ulong* from = keys, to = spareKeys;
        int* itemsFrom = items, itemsTo = spareItems;
        for (var shift = 0; shift < 64; shift += 8)
        {
            if (!ComputeOffsets(from, count, shift, counts)) continue;
            for (var i = 0; i < count; i++)
            {
                var key = from[i];
                var at = counts[(byte)(key >> shift)]++;
                to[at] = key;
                itemsTo[at] = itemsFrom[i];
            }

            Swap(ref from, ref to);
            Swap(ref itemsFrom, ref itemsTo);
        }

        if (from == keys) return;
        new ReadOnlySpan<ulong>(from, count).CopyTo(new Span<ulong>(keys, count));
        new ReadOnlySpan<int>(itemsFrom, count).CopyTo(new Span<int>(items, count));
    }

    private static void Swap<T>(ref T* a, ref T* b) where T : unmanaged
    {
        var c = a;
        a = b;
        b = c;
    }

    /// <summary>
    /// Computes the offset of the keys with each value of a byte. Returns false if all keys have the same value and
    /// stay in place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ComputeOffsets(ulong* keys, int count, int shift, int* counts)
    {
        new Span<int>(counts, Bins).Clear();
        for (var i = 0; i < count; i++) counts[(byte)(keys[i] >> shift)]++;
        var offset = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var size = counts[bin];
            if (size == count) return false;
            counts[bin] = offset;
            offset += size;
        }

        return true;
    }
}
