using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>A rectangle of rows and columns of a strided plane.</summary>
/// <param name="Rows">The number of rows, at least 1.</param>
/// <param name="Columns">The number of columns, at least 1.</param>
/// <param name="RowStep">The stride from one row to the next.</param>
/// <param name="ColumnStep">The stride from one element of a row to the next.</param>
internal readonly record struct Tile(int Rows, int Columns, int RowStep, int ColumnStep)
{
    /// <summary>The least number of columns of a transposed tile that are copied at a time.</summary>
    private const int Band = 32;

    /// <summary>The least number of bytes of a row that are written at a time: two cache lines.</summary>
    private const int BandBytes = 128;

    /// <summary>The tile of an entire operand of one or two dimensions.</summary>
    public static Tile Of(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides) =>
        sizes.Length == 2 ? new Tile(sizes[0], sizes[1], strides[0], strides[1]) : new Tile(1, sizes[0], 0, strides[0]);

    /// <summary>True if the elements are contiguous in row-major order.</summary>
    public bool IsContiguous => (ColumnStep == 1 || Columns == 1) && (RowStep == Columns || Rows == 1);

    /// <summary>The elements in row-major order: in place if they are contiguous, in a copy if not.</summary>
    public ReadOnlySpan<T> View<T>(ReadOnlySpan<T> source, int offset, Span<T> copy) where T : unmanaged
    {
        if (IsContiguous) return source.Slice(offset, Rows * Columns);
        Read(source, offset, copy, Columns);
        return copy[..(Rows * Columns)];
    }

    /// <summary>Copies the elements to memory with the row stride <paramref name="targetRow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read<T>(ReadOnlySpan<T> source, int offset, Span<T> target, int targetRow) where T : unmanaged
    {
        Check(source.Length, offset, target.Length, targetRow);
        ref readonly var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), offset);
        ref var to = ref MemoryMarshal.GetReference(target);
        if (RowStep == 0 && targetRow == Columns && Rows > 1)
        {
            // Copies one row, then doubles the copied part until the target is full.
            new Tile(1, Columns, 0, ColumnStep).Read(source, offset, target, targetRow);
            for (int done = Columns, all = Rows * Columns; done < all; done *= 2)
                target[..Math.Min(done, all - done)].CopyTo(target[done..]);
        }
        else if (ColumnStep == 1 && Columns >= 8) ReadRows(in from, ref to, targetRow);
        else if (ColumnStep == -1 && Columns >= 8) ReadReversed(in from, ref to, targetRow);
        else if (ColumnStep == 0) FillRows(in from, ref to, targetRow);
        else if (RowStep == 1 && Rows > 1 && Columns >= TransposedCopy.BlockRows<T>()) ReadTransposed(in from, ref to, targetRow);
        else ReadElements(in from, ref to, targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRows<T>(ref readonly T from, ref T to, int targetRow) where T : unmanaged
    {
        for (nint r = 0; r < Rows; r++)
        {
            var row = MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in from), r * RowStep), Columns);
            row.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, r * targetRow), Columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReversed<T>(ref readonly T from, ref T to, int targetRow) where T : unmanaged
    {
        for (nint r = 0; r < Rows; r++)
        {
            var row = MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in from), r * RowStep - (Columns - 1)), Columns);
            var target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, r * targetRow), Columns);
            row.CopyTo(target);
            target.Reverse();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRows<T>(ref readonly T from, ref T to, int targetRow) where T : unmanaged
    {
        for (nint r = 0; r < Rows; r++)
        {
            var value = Unsafe.Add(ref Unsafe.AsRef(in from), r * RowStep);
            ref var target = ref Unsafe.Add(ref to, r * targetRow);
            if (Columns >= 8)
            {
                MemoryMarshal.CreateSpan(ref target, Columns).Fill(value);
                continue;
            }

            // The first and the last element: a row of two needs no loop.
            target = value;
            Unsafe.Add(ref target, Columns - 1) = value;
            for (nint c = 1; c < Columns - 1; c++) Unsafe.Add(ref target, c) = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void ReadTransposed<T>(ref readonly T from, ref T to, int targetRow) where T : unmanaged
    {
        // Copies a band of rows, and of these a band of columns at a time, so that reads and writes touch few pages and
        // use all of a cache line before it is evicted.
        var band = Math.Max(Band, BandBytes / sizeof(T));
        var (bandRows, least) = (2 * BandBytes / sizeof(T), TransposedCopy.BlockRows<T>());
        fixed (T* source = &from, target = &to)
        {
            for (var top = 0; top < Rows; top += bandRows)
            {
                var rows = Math.Min(bandRows, Rows - top);
                for (var left = 0; left < Columns; left += band)
                {
                    // A last band that is too narrow for a vector overlaps the band before.
                    var columns = Math.Max(Math.Min(band, Columns - left), least);
                    var first = Math.Min(left, Columns - columns);
                    TransposedCopy.Copy(
                        source + (nint)first * ColumnStep + top, ColumnStep, columns, rows, target + (nint)top * targetRow + first, targetRow);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadElements<T>(ref readonly T from, ref T to, int targetRow) where T : unmanaged
    {
        nint columnStep = ColumnStep;
        for (nint r = 0; r < Rows; r++)
        {
            ref var source = ref Unsafe.Add(ref Unsafe.AsRef(in from), r * RowStep);
            ref var target = ref Unsafe.Add(ref to, r * targetRow);
            nint c = 0;
            for (; c <= Columns - 4; c += 4)
            {
                Unsafe.Add(ref target, c) = source;
                Unsafe.Add(ref target, c + 1) = Unsafe.Add(ref source, columnStep);
                Unsafe.Add(ref target, c + 2) = Unsafe.Add(ref source, 2 * columnStep);
                Unsafe.Add(ref target, c + 3) = Unsafe.Add(ref source, 3 * columnStep);
                source = ref Unsafe.Add(ref source, 4 * columnStep);
            }

            for (; c < Columns; c++)
            {
                Unsafe.Add(ref target, c) = source;
                source = ref Unsafe.Add(ref source, columnStep);
            }
        }
    }

    private void Check(int sourceLength, int offset, int targetLength, int targetRow)
    {
        var down = (long)RowStep * (Rows - 1);
        var right = (long)ColumnStep * (Columns - 1);
        var first = offset + Math.Min(down, 0) + Math.Min(right, 0);
        var last = offset + Math.Max(down, 0) + Math.Max(right, 0);
        if (first < 0 || last >= sourceLength || (long)targetRow * (Rows - 1) + Columns > targetLength)
            throw Outside(sourceLength, offset, targetLength, targetRow);
    }

    private ArgumentOutOfRangeException Outside(int sourceLength, int offset, int targetLength, int targetRow) => new(
        nameof(offset),
        $"Tile: ({Rows}, {Columns}) elements from {offset} on, ({RowStep}, {ColumnStep}) apart, to rows {targetRow} apart reach beyond their "
        + $"buffers of {sourceLength} and {targetLength} elements");
}
