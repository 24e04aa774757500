using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Moves elements between contiguous memory and a strided view of a buffer.</summary>
internal static class Strided
{
    private const int MaxStackRank = 16;

    /// <summary>Copies a strided view to contiguous memory.</summary>
    public static void Gather<T>(
        ReadOnlySpan<T> source, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<T> destination)
        where T : unmanaged
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        Span<int> zeros = sizes.Length <= MaxStackRank ? stackalloc int[sizes.Length] : new int[sizes.Length];
        zeros.Clear();
        var walk = new StridedWalk(
            sizes, strides, offset, zeros, 0, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        var position = 0;
        while (walk.NextRow())
        {
            ReadRow(source, walk.OffsetA, walk.RowStrideA, destination.Slice(position, walk.RowLength));
            position += walk.RowLength;
        }
    }

    /// <summary>Copies contiguous memory into a strided view.</summary>
    public static void Scatter<T>(
        ReadOnlySpan<T> source, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        Span<int> zeros = sizes.Length <= MaxStackRank ? stackalloc int[sizes.Length] : new int[sizes.Length];
        zeros.Clear();
        var walk = new StridedWalk(
            sizes, strides, offset, zeros, 0, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        var position = 0;
        while (walk.NextRow())
        {
            WriteRow(source.Slice(position, walk.RowLength), destination, walk.OffsetA, walk.RowStrideA);
            position += walk.RowLength;
        }
    }

    /// <summary>Adds contiguous memory to a strided view; elements of the view may share memory.</summary>
    public static void ScatterAdd<T>(
        ReadOnlySpan<T> source, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        Span<int> zeros = sizes.Length <= MaxStackRank ? stackalloc int[sizes.Length] : new int[sizes.Length];
        zeros.Clear();
        var walk = new StridedWalk(
            sizes, strides, offset, zeros, 0, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        var position = 0;
        while (walk.NextRow())
        {
            var at = walk.OffsetA;
            foreach (var value in source.Slice(position, walk.RowLength))
            {
                destination[at] += value;
                at += walk.RowStrideA;
            }

            position += walk.RowLength;
        }
    }

    /// <summary>Sets every element of a strided view.</summary>
    public static void Fill<T>(T value, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        Span<int> zeros = sizes.Length <= MaxStackRank ? stackalloc int[sizes.Length] : new int[sizes.Length];
        zeros.Clear();
        var walk = new StridedWalk(
            sizes, strides, offset, zeros, 0, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        while (walk.NextRow())
        {
            var at = walk.OffsetA;
            if (walk.RowStrideA == 1) destination.Slice(at, walk.RowLength).Fill(value);
            else
                for (var i = 0; i < walk.RowLength; i++, at += walk.RowStrideA)
                    destination[at] = value;
        }
    }

    /// <summary>Copies one row of a strided view to contiguous memory.</summary>
    public static void ReadRow<T>(ReadOnlySpan<T> source, int offset, int stride, Span<T> row) where T : unmanaged
    {
        if (row.IsEmpty) return;
        if (stride == 1)
        {
            source.Slice(offset, row.Length).CopyTo(row);
            return;
        }

        CheckRow(source.Length, offset, stride, row.Length);
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), offset);
        if (stride == 0)
        {
            row.Fill(from);
            return;
        }

        nint at = 0;
        for (var i = 0; i < row.Length; i++, at += stride) row[i] = Unsafe.Add(ref from, at);
    }

    /// <summary>Copies contiguous memory to one row of a strided view.</summary>
    public static void WriteRow<T>(ReadOnlySpan<T> row, Span<T> destination, int offset, int stride) where T : unmanaged
    {
        if (row.IsEmpty) return;
        if (stride == 1)
        {
            row.CopyTo(destination.Slice(offset, row.Length));
            return;
        }

        CheckRow(destination.Length, offset, stride, row.Length);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), offset);
        nint at = 0;
        for (var i = 0; i < row.Length; i++, at += stride) Unsafe.Add(ref to, at) = row[i];
    }

    private static void CheckRow(int length, int offset, int stride, int count)
    {
        var last = offset + (long)stride * (count - 1);
        if ((uint)offset >= (uint)length || last < 0 || last >= length)
            throw new ArgumentOutOfRangeException(nameof(offset), "strided row: outside of its buffer");
    }
}
