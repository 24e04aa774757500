using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Copies, sums and fills between contiguous memory and a strided view of a buffer.</summary>
internal static class Strided
{
    /// <summary>Copies a strided view to contiguous memory.</summary>
    public static void Gather<T>(
        ReadOnlySpan<T> source, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<T> destination)
        where T : unmanaged
    {
        if (Elementwise.IsSmallPlane(sizes, destination.Length))
        {
            var plane = Tile.Of(sizes, strides);
            plane.Read(source, offset, destination, plane.Columns);
            return;
        }

        Span<int> scratch = stackalloc int[StridedWalk.ScratchSize(sizes.Length)];
        var walk = new StridedWalk(sizes, strides, offset, scratch);
        for (var position = 0; walk.NextPlane(); position += walk.Rows * walk.RowLength)
        {
            var tile = new Tile(walk.Rows, walk.RowLength, walk.RowStepA, walk.ColumnStepA);
            tile.Read(source, walk.OffsetA, destination[position..], walk.RowLength);
        }
    }

    /// <summary>Copies contiguous memory into a strided view.</summary>
    public static void Scatter<T>(
        ReadOnlySpan<T> source, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged =>
        ForEachRow(sizes, strides, offset, new CopyRow<T>(source, destination));

    /// <summary>Adds contiguous memory to a strided view; elements of the view may share memory.</summary>
    public static void ScatterAdd<T>(
        ReadOnlySpan<T> source, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged, IAdditionOperators<T, T, T> =>
        ForEachRow(sizes, strides, offset, new AddRow<T>(source, destination));

    /// <summary>Sets every element of a strided view.</summary>
    public static void Fill<T>(T value, Span<T> destination, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged =>
        ForEachRow(sizes, strides, offset, new FillRow<T>(value, destination));

    private static void ForEachRow<TAction>(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, int offset, TAction action)
        where TAction : struct, IRowAction, allows ref struct
    {
        Span<int> scratch = stackalloc int[StridedWalk.ScratchSize(sizes.Length)];
        var walk = new StridedWalk(sizes, strides, offset, scratch);
        for (var position = 0; walk.NextRow(); position += walk.RowLength)
            action.Invoke(position, walk.RowLength, walk.OffsetA, walk.ColumnStepA);
    }

    /// <summary>
    /// The action on one row of a view, which begins at an offset in its buffer and at a position in row-major order.
    /// </summary>
    private interface IRowAction
    {
        void Invoke(int position, int length, int offset, int stride);
    }

    private readonly ref struct CopyRow<T>(ReadOnlySpan<T> source, Span<T> destination) : IRowAction where T : unmanaged
    {
        private readonly ReadOnlySpan<T> _source = source;
        private readonly Span<T> _destination = destination;

        public void Invoke(int position, int length, int offset, int stride) =>
            WriteRow(_source.Slice(position, length), _destination, offset, stride);
    }

    private readonly ref struct AddRow<T>(ReadOnlySpan<T> source, Span<T> destination) : IRowAction
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        private readonly ReadOnlySpan<T> _source = source;
        private readonly Span<T> _destination = destination;

        public void Invoke(int position, int length, int offset, int stride)
        {
            foreach (var value in _source.Slice(position, length))
            {
                _destination[offset] += value;
                offset += stride;
            }
        }
    }

    private readonly ref struct FillRow<T>(T value, Span<T> destination) : IRowAction where T : unmanaged
    {
        private readonly Span<T> _destination = destination;

        public void Invoke(int position, int length, int offset, int stride)
        {
            if (stride == 1) _destination.Slice(offset, length).Fill(value);
            else
                for (var i = 0; i < length; i++, offset += stride)
                    _destination[offset] = value;
        }
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

        var last = offset + (long)stride * (row.Length - 1);
        if ((uint)offset >= (uint)destination.Length || last < 0 || last >= destination.Length)
            throw Outside(row.Length, offset, stride, destination.Length);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), offset);
        nint at = 0;
        for (var i = 0; i < row.Length; i++, at += stride) Unsafe.Add(ref to, at) = row[i];
    }

    private static ArgumentOutOfRangeException Outside(int count, int offset, int stride, int length) =>
        new(nameof(offset), $"strided row: {count} elements from {offset} on, {stride} apart, reach beyond the {length} elements of their buffer");
}
