using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// A buffer for the keys of the elements of a row with their indices, to be sorted by key and then by index. The memory
/// is rented; Dispose returns it.
/// </summary>
internal readonly unsafe ref struct KeyBuffer<T> where T : unmanaged, INumber<T>
{
    /// <summary>The longest row that is sorted by comparing, which has no bins to clear.</summary>
    private const int ShortRow = 600;

    private readonly ulong[] _keys;
    private readonly ulong[] _spareKeys;
    private readonly int[] _indices;
    private readonly int[] _spareIndices;

    public KeyBuffer(int length)
    {
        var spare = length > ShortRow ? length : 0;
        _keys = ArrayPool<ulong>.Shared.Rent(length);
        _indices = ArrayPool<int>.Shared.Rent(length);
        _spareKeys = ArrayPool<ulong>.Shared.Rent(spare);
        _spareIndices = ArrayPool<int>.Shared.Rent(IsPacked ? 0 : spare);
    }

    /// <summary>True if key and index share 64 bits, so that no two are equal and any sort is stable.</summary>
    private static bool IsPacked => Unsafe.SizeOf<T>() <= sizeof(uint);

    /// <summary>
    /// Sets the keys of the row that begins at <paramref name="start"/> and whose elements are
    /// <paramref name="stride"/> apart.
    /// </summary>
    /// <param name="x">The elements that contain the row.</param>
    /// <param name="start">The index of its first element.</param>
    /// <param name="stride">The stride between its elements.</param>
    /// <param name="length">The number of its elements.</param>
    /// <param name="flip">The mask that is combined with each key by exclusive or: <see cref="SortKey.Flip"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LoadRow(ReadOnlySpan<T> x, int start, int stride, int length, ulong flip)
    {
        for (int k = 0, at = start; k < length; k++, at += stride) Set(k, SortKey.Of(x[at]) ^ flip, k);
    }

    /// <summary>Sets one key. Equal keys must be set in the order of their indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int position, ulong key, int index)
    {
        _keys[position] = IsPacked ? key << 32 | (uint)index : key;
        if (!IsPacked) _indices[position] = index;
    }

    /// <summary>
    /// Sorts the first <paramref name="count"/> keys and returns the indices of their elements in this order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<int> Sort(int count)
    {
        var keys = _keys.AsSpan(0, count);
        var indices = _indices.AsSpan(0, count);
        if (count > ShortRow)
        {
            SortLong(keys, indices);
        }
        else if (IsPacked)
        {
            keys.Sort();
            Unpack(keys, indices);
        }
        else
        {
            keys.Sort(indices);
            SortRuns(keys, indices);
        }

        return indices;
    }

    /// <summary>
    /// Sorts by the bytes in which the keys differ after the smallest is subtracted. For integers near 0 these are few.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortLong(Span<ulong> keys, Span<int> indices)
    {
        var shift = IsPacked ? 32 : 0;
        var min = TensorPrimitives.Min<ulong>(keys) >> shift << shift;
        var bits = 64 - BitOperations.LeadingZeroCount(TensorPrimitives.Max<ulong>(keys) - min >> shift);
        if (bits > 32)
        {
            fixed (ulong* from = keys, spare = _spareKeys)
            fixed (int* items = indices, spareItems = _spareIndices)
                RadixSort.Sort(from, items, spare, spareItems, keys.Length);
            return;
        }

        if (IsPacked) TensorPrimitives.Subtract(keys, min, keys);
        else
            for (var k = 0; k < keys.Length; k++) keys[k] = keys[k] - min << 32 | (uint)indices[k];
        fixed (ulong* from = keys, spare = _spareKeys)
            RadixSort.Sort(from, spare, keys.Length, 32, 32 + bits);
        Unpack(keys, indices);
    }

    private static void Unpack(ReadOnlySpan<ulong> keys, Span<int> indices)
    {
        for (var k = 0; k < indices.Length; k++) indices[k] = (int)(uint)keys[k];
    }

    /// <summary>Sorts the indices of equal keys: the sort by comparing is not stable.</summary>
    private static void SortRuns(ReadOnlySpan<ulong> keys, Span<int> indices)
    {
        for (int end, start = 0; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end > start + 1) indices[start..end].Sort();
        }
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_keys);
        ArrayPool<int>.Shared.Return(_indices);
        ArrayPool<ulong>.Shared.Return(_spareKeys);
        ArrayPool<int>.Shared.Return(_spareIndices);
    }
}
