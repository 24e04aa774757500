using System.Buffers;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>y[i] = f(x[i]) on contiguous memory; y may be x.</summary>
internal interface IUnaryKernel<TIn, TOut>
{
    void Invoke(ReadOnlySpan<TIn> x, Span<TOut> y);
}

/// <summary>
/// y[i] = f(a[i], b[i]) on contiguous memory; an operand of one element is broadcast; y may be either.
/// </summary>
internal interface IBinaryKernel<TIn, TOut>
{
    void Invoke(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y);
}

/// <summary>Applies elementwise kernels to operands of any strides; the result is always contiguous.</summary>
/// <remarks>
/// A row that is long and contiguous, or that is one number for all columns, is passed to the kernel in place. All
/// other operands are first copied to contiguous memory, in tiles that fit into the first-level cache: so many short
/// rows become one long row, and a transposed operand is read in the order of memory.
/// </remarks>
internal static class Elementwise
{
    /// <summary>
    /// The elements of a tile of types of four bytes or more; tiles of smaller types have the same number of bytes.
    /// </summary>
    private const int TileSize = 4096;

    /// <summary>
    /// The columns of a tile of long rows, for types of four bytes or more; tiles of smaller types have twice as many.
    /// </summary>
    private const int TileColumns = 64;

    /// <summary>The greatest number of elements of a plane that is copied as one tile on the stack.</summary>
    private const int SmallPlane = 256;

    /// <summary>The least length of a row that is passed to the kernel by itself.</summary>
    private const int LongRow = 32;

    public static void Unary<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> x, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (IsSmallPlane(sizes, y.Length)) Small<TIn, TOut, TKernel>(kernel, x, offset, sizes, strides, y);
        else Large<TIn, TOut, TKernel>(kernel, x, offset, sizes, strides, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Small<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> x, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut> =>
        kernel.Invoke(Tile.Of(sizes, strides).View(x, offset, stackalloc TIn[SmallPlane]), y);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Large<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> x, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        Span<int> scratch = stackalloc int[StridedWalk.ScratchSize(sizes.Length)];
        var walk = new StridedWalk(sizes, strides, offset, scratch);
        var copy = ArrayPool<TIn>.Shared.Rent(TileElements<TIn>());
        for (var position = 0; walk.NextPlane(); position += walk.Rows * walk.RowLength)
        {
            var (rows, n) = (walk.Rows, walk.RowLength);
            var (stepRows, stepColumns) = walk.ColumnStepA == 1 && n >= LongRow ? (1, n) : TileShape<TIn>(rows, n);
            for (var row = 0; row < rows; row += stepRows)
            {
                for (var column = 0; column < n; column += stepColumns)
                {
                    var (tileRows, tileColumns) = (Math.Min(stepRows, rows - row), Math.Min(stepColumns, n - column));
                    var part = new Tile(tileRows, tileColumns, walk.RowStepA, walk.ColumnStepA)
                        .View(x, walk.OffsetA + row * walk.RowStepA + column * walk.ColumnStepA, copy);
                    var (rowsPerCall, length) = tileColumns == n ? (tileRows, tileRows * n) : (1, tileColumns);
                    for (var r = 0; r < tileRows; r += rowsPerCall)
                        kernel.Invoke(part.Slice(r * tileColumns, length), y.Slice(position + (row + r) * n + column, length));
                }
            }
        }

        ArrayPool<TIn>.Shared.Return(copy);
    }

    public static void Binary<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> a, int offsetA, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<TIn> b, int offsetB, ReadOnlySpan<int> stridesB,
        ReadOnlySpan<int> sizes, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (IsSmallPlane(sizes, y.Length)) Small<TIn, TOut, TKernel>(kernel, a, offsetA, stridesA, b, offsetB, stridesB, sizes, y);
        else Large<TIn, TOut, TKernel>(kernel, a, offsetA, stridesA, b, offsetB, stridesB, sizes, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Small<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> a, int offsetA, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<TIn> b, int offsetB, ReadOnlySpan<int> stridesB,
        ReadOnlySpan<int> sizes, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut> =>
        kernel.Invoke(
            Tile.Of(sizes, stridesA).View(a, offsetA, stackalloc TIn[SmallPlane]),
            Tile.Of(sizes, stridesB).View(b, offsetB, stackalloc TIn[SmallPlane]), y);

    /// <summary>True if copying the operand as one tile on the stack costs less than a walk.</summary>
    public static bool IsSmallPlane(ReadOnlySpan<int> sizes, int count) => sizes.Length is 1 or 2 && count is > 0 and <= SmallPlane;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Large<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> a, int offsetA, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<TIn> b, int offsetB, ReadOnlySpan<int> stridesB,
        ReadOnlySpan<int> sizes, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        Span<int> scratch = stackalloc int[StridedWalk.ScratchSize(sizes.Length)];
        var walk = new StridedWalk(sizes, stridesA, offsetA, stridesB, offsetB, scratch);
        TIn[]? copies = null;
        for (var position = 0; walk.NextPlane(); position += walk.Rows * walk.RowLength)
        {
            var plane = y.Slice(position, walk.Rows * walk.RowLength);
            if (walk.RowLength >= LongRow && (walk.ColumnStepA, walk.ColumnStepB) is (1, 1) or (1, 0) or (0, 1))
            {
                Rows<TIn, TOut, TKernel>(kernel, a, b, in walk, plane);
                continue;
            }

            var size = TileElements<TIn>();
            copies ??= ArrayPool<TIn>.Shared.Rent(2 * size);
            Tiles<TIn, TOut, TKernel>(kernel, a, b, in walk, plane, copies.AsSpan(0, size), copies.AsSpan(size, size));
        }

        if (copies is not null) ArrayPool<TIn>.Shared.Return(copies);
    }

    /// <summary>Computes a plane whose rows are passed to the kernel in place.</summary>
    private static unsafe void Rows<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, in StridedWalk walk, Span<TOut> plane)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        fixed (TIn* pa = a, pb = b)
        fixed (TOut* py = plane)
            ParallelFor.Run(
                walk.Rows, walk.RowLength,
                new RowRange<TIn, TOut, TKernel>(
                    kernel, pa + walk.OffsetA, walk.RowStepA, walk.ColumnStepA,
                    pb + walk.OffsetB, walk.RowStepB, walk.ColumnStepB, py, walk.RowLength));
    }

    private readonly unsafe struct RowRange<TIn, TOut, TKernel>(
        TKernel kernel, TIn* a, nint rowStepA, int columnStepA, TIn* b, nint rowStepB, int columnStepB, TOut* y, int length) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        /// <summary>The bytes of a row that is repeated, and of its repetitions.</summary>
        private const int ShortBytes = 1 << 10, RepeatedBytes = 4 << 10;

        public void Invoke(int start, int end)
        {
            // One row that is combined with all rows is repeated, so that the kernel is called for many short rows at a time.
            if (columnStepA == 1 && columnStepB == 1 && length * sizeof(TIn) <= ShortBytes && end - start > 1)
            {
                if (rowStepA == length && rowStepB == 0)
                {
                    Repeat(b, start, end, isFirst: false);
                    return;
                }

                if (rowStepB == length && rowStepA == 0)
                {
                    Repeat(a, start, end, isFirst: true);
                    return;
                }
            }

            for (nint row = start; row < end; row++)
            {
                TIn* fromA = a + row * rowStepA, fromB = b + row * rowStepB;
                var to = new Span<TOut>(y + row * length, length);
                kernel.Invoke(
                    new ReadOnlySpan<TIn>(fromA, columnStepA == 0 ? 1 : length), new ReadOnlySpan<TIn>(fromB, columnStepB == 0 ? 1 : length), to);
            }
        }

        [SkipLocalsInit]
        private void Repeat(TIn* repeated, int start, int end, bool isFirst)
        {
            var rows = Math.Min(end - start, RepeatedBytes / (length * sizeof(TIn)));
            Span<TIn> copy = stackalloc TIn[rows * length];
            RowGather.Repeat(new ReadOnlySpan<TIn>(repeated, length), copy);
            for (; start < end; start += rows)
            {
                var count = Math.Min(rows, end - start) * length;
                var at = (nint)start * length;
                var to = new Span<TOut>(y + at, count);
                if (isFirst) kernel.Invoke(copy[..count], new ReadOnlySpan<TIn>(b + at, count), to);
                else kernel.Invoke(new ReadOnlySpan<TIn>(a + at, count), copy[..count], to);
            }
        }
    }

    /// <summary>
    /// Computes a plane whose operands are copied tile by tile, except for tiles that are contiguous in memory.
    /// </summary>
    private static void Tiles<TIn, TOut, TKernel>(
        TKernel kernel, ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, in StridedWalk walk, Span<TOut> plane, Span<TIn> copyA, Span<TIn> copyB)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var (rows, n) = (walk.Rows, walk.RowLength);
        var (stepRows, stepColumns) = TileShape<TIn>(rows, n);
        ReadOnlySpan<TIn> partA = default, partB = default;
        for (var row = 0; row < rows; row += stepRows)
        {
            for (var column = 0; column < n; column += stepColumns)
            {
                var (tileRows, tileColumns) = (Math.Min(stepRows, rows - row), Math.Min(stepColumns, n - column));

                // A tile whose rows are all equal is copied only once, because the last tile has no more rows than the
                // first.
                var first = row == 0 || tileColumns < n;
                if (first || walk.RowStepA != 0)
                    partA = new Tile(tileRows, tileColumns, walk.RowStepA, walk.ColumnStepA)
                        .View(a, walk.OffsetA + row * walk.RowStepA + column * walk.ColumnStepA, copyA);
                if (first || walk.RowStepB != 0)
                    partB = new Tile(tileRows, tileColumns, walk.RowStepB, walk.ColumnStepB)
                        .View(b, walk.OffsetB + row * walk.RowStepB + column * walk.ColumnStepB, copyB);
                var (rowsPerCall, length) = tileColumns == n ? (tileRows, tileRows * n) : (1, tileColumns);
                for (var r = 0; r < tileRows; r += rowsPerCall)
                    kernel.Invoke(
                        partA.Slice(r * tileColumns, length), partB.Slice(r * tileColumns, length), plane.Slice((row + r) * n + column, length));
            }
        }
    }

    /// <summary>
    /// Entire rows if they are short, so that several make one call; parts of some rows if they are long.
    /// </summary>
    private static (int Rows, int Columns) TileShape<T>(int rows, int n) where T : unmanaged
    {
        var size = TileElements<T>();
        var columns = Unsafe.SizeOf<T>() < 4 ? 2 * TileColumns : TileColumns;
        return n <= 2 * columns ? (size / n, n) : rows == 1 ? (1, size) : (size / columns, columns);
    }

    private static int TileElements<T>() where T : unmanaged => TileSize * Math.Max(4 / Unsafe.SizeOf<T>(), 1);
}
