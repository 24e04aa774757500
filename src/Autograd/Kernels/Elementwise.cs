using System.Buffers;

namespace Autograd.Kernels;

/// <summary>y[i] = f(x[i]) on contiguous memory; y may be x.</summary>
internal interface IUnaryKernel<TIn, TOut>
{
    static abstract void Invoke(ReadOnlySpan<TIn> x, Span<TOut> y);
}

/// <summary>y[i] = f(a[i], b[i]) on contiguous memory, or with one number on either side; y may be a or b.</summary>
internal interface IBinaryKernel<TIn, TOut>
{
    static abstract void Invoke(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y);

    static abstract void Invoke(ReadOnlySpan<TIn> a, TIn b, Span<TOut> y);

    static abstract void Invoke(TIn a, ReadOnlySpan<TIn> b, Span<TOut> y);
}

/// <summary>Applies elementwise kernels to operands of any strides; the result is always contiguous.</summary>
internal static class Elementwise
{
    private const int MaxStackRank = 16;

    /// <summary>The elements that a row which is not contiguous is gathered in, at most, at a time.</summary>
    private const int BlockLength = 1024;

    public static void Unary<TIn, TOut, TKernel>(
        ReadOnlySpan<TIn> x, int offset, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        Span<int> zeros = sizes.Length <= MaxStackRank ? stackalloc int[sizes.Length] : new int[sizes.Length];
        zeros.Clear();
        var walk = new StridedWalk(
            sizes, strides, offset, zeros, 0, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        TIn[]? block = null;
        var position = 0;
        while (walk.NextRow())
        {
            var n = walk.RowLength;
            var row = y.Slice(position, n);
            position += n;
            if (walk.RowStrideA == 1)
            {
                TKernel.Invoke(x.Slice(walk.OffsetA, n), row);
                continue;
            }

            block ??= ArrayPool<TIn>.Shared.Rent(BlockLength);
            for (var start = 0; start < n; start += BlockLength)
            {
                var part = block.AsSpan(0, Math.Min(BlockLength, n - start));
                Strided.ReadRow(x, walk.OffsetA + start * walk.RowStrideA, walk.RowStrideA, part);
                TKernel.Invoke(part, row.Slice(start, part.Length));
            }
        }

        if (block is not null) ArrayPool<TIn>.Shared.Return(block);
    }

    public static void Binary<TIn, TOut, TKernel>(
        ReadOnlySpan<TIn> a, int offsetA, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<TIn> b, int offsetB, ReadOnlySpan<int> stridesB,
        ReadOnlySpan<int> sizes, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var room = StridedWalk.ScratchSize(sizes.Length);
        var walk = new StridedWalk(
            sizes, stridesA, offsetA, stridesB, offsetB, sizes.Length <= MaxStackRank ? stackalloc int[room] : new int[room]);
        TIn[]? block = null;
        var position = 0;
        while (walk.NextRow())
        {
            var n = walk.RowLength;
            var row = y.Slice(position, n);
            position += n;
            switch (walk.RowStrideA, walk.RowStrideB)
            {
                case (1, 1):
                    TKernel.Invoke(a.Slice(walk.OffsetA, n), b.Slice(walk.OffsetB, n), row);
                    break;
                case (1, 0):
                    TKernel.Invoke(a.Slice(walk.OffsetA, n), b[walk.OffsetB], row);
                    break;
                case (0, 1):
                    TKernel.Invoke(a[walk.OffsetA], b.Slice(walk.OffsetB, n), row);
                    break;
                default:
                    block ??= ArrayPool<TIn>.Shared.Rent(2 * BlockLength);
                    for (var start = 0; start < n; start += BlockLength)
                    {
                        var length = Math.Min(BlockLength, n - start);
                        var partA = block.AsSpan(0, length);
                        var partB = block.AsSpan(BlockLength, length);
                        Strided.ReadRow(a, walk.OffsetA + start * walk.RowStrideA, walk.RowStrideA, partA);
                        Strided.ReadRow(b, walk.OffsetB + start * walk.RowStrideB, walk.RowStrideB, partB);
                        TKernel.Invoke(partA, partB, row.Slice(start, length));
                    }

                    break;
            }
        }

        if (block is not null) ArrayPool<TIn>.Shared.Return(block);
    }
}
