using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Moves elements between contiguous memory and the places that an index names along one dimension, where all other sizes are the same: place
/// (o, k, i) is x[o, index[o, k, i], i]. The indices were checked.
/// </summary>
internal static unsafe class DimPlaces
{
    /// <summary>y[o, k, i] = x[o, index[o, k, i], i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ReadOnlySpan<T> x, DimWalk walk, ReadOnlySpan<int> index, Span<T> y) where T : unmanaged
    {
        fixed (T* from = x, to = y)
        fixed (int* indices = index)
        {
            var rows = new Rows(walk, index.Length);
            var (length, stride, step) = (rows.Length, (nint)rows.Stride, rows.Step);
            for (var r = 0; r < rows.Count; r++)
            {
                T* block = from + rows.Start(r), target = to + r * length;
                var row = indices + r * length;
                for (var i = 0; i < length; i++, block += step) target[i] = block[row[i] * stride];
            }
        }
    }

    /// <summary>x[o, index[o, k, i], i] = y[o, k, i], in this order: where a place is named twice the last stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ReadOnlySpan<T> y, DimWalk walk, ReadOnlySpan<int> index, Span<T> x) where T : unmanaged
    {
        fixed (T* from = y, to = x)
        fixed (int* indices = index)
        {
            var rows = new Rows(walk, index.Length);
            var (length, stride, step) = (rows.Length, (nint)rows.Stride, rows.Step);
            for (var r = 0; r < rows.Count; r++)
            {
                T* block = to + rows.Start(r), source = from + r * length;
                var row = indices + r * length;
                for (var i = 0; i < length; i++, block += step) block[row[i] * stride] = source[i];
            }
        }
    }

    /// <summary>x[o, index[o, k, i], i] = value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(T value, DimWalk walk, ReadOnlySpan<int> index, Span<T> x) where T : unmanaged
    {
        fixed (T* to = x)
        fixed (int* indices = index)
        {
            var rows = new Rows(walk, index.Length);
            var (length, stride, step) = (rows.Length, (nint)rows.Stride, rows.Step);
            for (var r = 0; r < rows.Count; r++)
            {
                var block = to + rows.Start(r);
                var row = indices + r * length;
                for (var i = 0; i < length; i++, block += step) block[row[i] * stride] = value;
            }
        }
    }

    /// <summary>
    /// x[o, index[o, k, i], i] ← combine(x[o, index[o, k, i], i], y[o, k, i]), in this order, so that the sums of repeated places are the same
    /// every time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine<T, TCombination>(ReadOnlySpan<T> y, DimWalk walk, ReadOnlySpan<int> index, Span<T> x)
        where T : unmanaged, INumber<T>
        where TCombination : struct, ICombination
    {
        fixed (T* from = y, to = x)
        fixed (int* indices = index)
        {
            var rows = new Rows(walk, index.Length);
            var (length, stride, step) = (rows.Length, (nint)rows.Stride, rows.Step);
            for (var r = 0; r < rows.Count; r++)
            {
                T* block = to + rows.Start(r), source = from + r * length;
                var row = indices + r * length;
                for (var i = 0; i < length; i++, block += step)
                {
                    var place = block + row[i] * stride;
                    *place = TCombination.Combine(*place, source[i]);
                }
            }
        }
    }

    /// <summary>The places themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(DimWalk walk, ReadOnlySpan<int> index, Span<int> y)
    {
        var rows = new Rows(walk, index.Length);
        for (var r = 0; r < rows.Count; r++)
        {
            var row = index.Slice(r * rows.Length, rows.Length);
            var places = y.Slice(r * rows.Length, rows.Length);
            for (var i = 0; i < row.Length; i++) places[i] = rows.Start(r) + row[i] * rows.Stride + i * rows.Step;
        }
    }

    /// <summary>
    /// The rows of an index: along the last dimension all that belongs to a block, and otherwise what is side by side. Element i of row r names
    /// place Start(r) + index·Stride + i·Step.
    /// </summary>
    private readonly struct Rows
    {
        private readonly int _block;
        private readonly int _rowsOfBlock;

        public Rows(DimWalk walk, int count)
        {
            _block = walk.Length * walk.Inner;
            Stride = walk.Inner;
            Step = walk.Inner == 1 ? 0 : 1;
            if (count == 0) return;
            var length = count / walk.Outer / walk.Inner;
            (_rowsOfBlock, Length) = walk.Inner == 1 ? (1, length) : (length, walk.Inner);
            Count = count / Length;
        }

        public int Count { get; }

        public int Length { get; }

        public int Stride { get; }

        public int Step { get; }

        public int Start(int row) => row / _rowsOfBlock * _block;
    }
}
