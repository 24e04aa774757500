using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>
/// Computes softmax(s·Q·Kᵀ + mask)·V for one head, a block of queries at a time, so that only the scores of one block
/// are ever in memory. The backward pass recomputes them, from the logarithms of their sums.
/// </summary>
/// <remarks>
/// The block-wise form with recomputed scores is that of T. Dao et al., "FlashAttention" (2022). Keys are not split
/// into blocks, because the cache of a CPU holds the scores of a block for thousands of keys.
/// </remarks>
internal static class Attention
{
    /// <summary>The number of queries in a block.</summary>
    private const int RowsAtOnce = 64;

    /// <summary>
    /// The number of elements of scratch memory that a head needs: two blocks of scores, one of scaled queries, and
    /// copies of the keys and values.
    /// </summary>
    public static int ScratchSize(AttentionSizes sizes) =>
        RowsAtOnce * (2 * sizes.Keys + sizes.Width) + sizes.Keys * (sizes.Width + sizes.ValueWidth);

    /// <summary>Computes the results and, for each query, the logarithm of the sum of its exponentials.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="q">Q: (queries, width).</param>
    /// <param name="k">K: (keys, width).</param>
    /// <param name="v">V: (keys, valueWidth).</param>
    /// <param name="mask">The mask that is added to the scores: (queries, keys), of contiguous rows; empty for none.</param>
    /// <param name="isCausal">True if query i attends to no key after i.</param>
    /// <param name="scale">The scale s.</param>
    /// <param name="y">The results: (queries, valueWidth).</param>
    /// <param name="logSums">The logarithms: (queries).</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchSize"/> elements.</param>
    public static void Forward<T>(
        AttentionSizes sizes, AttentionMatrix<T> q, AttentionMatrix<T> k, AttentionMatrix<T> v, AttentionMatrix<T> mask, bool isCausal,
        T scale, AttentionTarget<T> y, Span<T> logSums, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> maxima = stackalloc T[RowsAtOnce];
        Pack(sizes, ref k, ref v, scratch);
        var width = sizes.ValueWidth;
        for (var first = 0; first < sizes.Queries; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, sizes.Queries - first);
            var scores = Scores(sizes, q, k, mask, isCausal, scale, first, rows, scratch, out var keys);
            var sums = logSums.Slice(first, rows);
            Softmax.Rows(scores, scores, keys, maxima[..rows], sums);
            Scaling.Log(sums);
            for (var i = 0; i < rows; i++) sums[i] += maxima[i];
            MatMul.Multiply(rows, width, keys, scores, keys, 1, v.Elements, v.RowStride, v.ColumnStride, y.From(first), y.RowStride);
        }
    }

    /// <summary>
    /// Computes the gradients of Q, K and V, and, of a mask without causality, that of the mask, contiguous, unless
    /// <paramref name="dMask"/> is empty.
    /// </summary>
    public static void Backward<T>(
        AttentionSizes sizes, AttentionMatrix<T> dy, AttentionMatrix<T> q, AttentionMatrix<T> k, AttentionMatrix<T> v,
        AttentionMatrix<T> mask, bool isCausal, T scale, ReadOnlySpan<T> logSums, AttentionTarget<T> dq, AttentionTarget<T> dk,
        AttentionTarget<T> dv, Span<T> dMask, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (width, valueWidth) = (sizes.Width, sizes.ValueWidth);
        dk.Clear(sizes.Keys, width);
        dv.Clear(sizes.Keys, valueWidth);
        Pack(sizes, ref k, ref v, scratch);
        for (var first = 0; first < sizes.Queries; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, sizes.Queries - first);
            var p = Scores(sizes, q, k, mask, isCausal, scale, first, rows, scratch, out var keys);
            var scaled = ScaledQueries(sizes, scratch)[..(rows * width)];
            var ds = scratch.Slice(RowsAtOnce * sizes.Keys, rows * keys);
            var g = dy.From(first);
            Softmax.FromLogSums(p, keys, logSums.Slice(first, rows));
            MatMul.Multiply(
                keys, valueWidth, rows, p, 1, keys, g, dy.RowStride, dy.ColumnStride, dv.Elements, dv.RowStride, accumulate: true);
            MatMul.Multiply(rows, keys, valueWidth, g, dy.RowStride, dy.ColumnStride, v.Elements, v.ColumnStride, v.RowStride, ds, keys);
            Softmax.Backward<T, PlainSoftmax>(ds, p, ds, new OuterDimInner(rows, keys, 1));
            if (!dMask.IsEmpty) ds.CopyTo(dMask[(first * keys)..]);
            MatMul.Multiply<T>(keys, width, rows, ds, 1, keys, scaled, width, 1, dk.Elements, dk.RowStride, accumulate: true);
            MatMul.Multiply(rows, width, keys, ds, keys, 1, k.Elements, k.RowStride, k.ColumnStride, dq.From(first), dq.RowStride);
            for (var i = 0; i < rows; i++)
            {
                var row = dq.From(first + i)[..width];
                Scaling.Multiply(row, scale, row);
            }
        }
    }

    /// <summary>
    /// Computes s·Q·Kᵀ + mask for a block of queries and the <paramref name="keys"/> to which at least one of them
    /// attends.
    /// </summary>
    private static Span<T> Scores<T>(
        AttentionSizes sizes, AttentionMatrix<T> q, AttentionMatrix<T> k, AttentionMatrix<T> mask, bool isCausal, T scale, int first,
        int rows, Span<T> scratch, out int keys)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        keys = isCausal ? Math.Min(sizes.Keys, first + rows) : sizes.Keys;
        var scaled = ScaledQueries(sizes, scratch)[..(rows * sizes.Width)];
        var scores = scratch[..(rows * keys)];
        for (var i = 0; i < rows; i++) Scale(q, first + i, scale, scaled.Slice(i * sizes.Width, sizes.Width));
        MatMul.Multiply(rows, keys, sizes.Width, scaled, sizes.Width, 1, k.Elements, k.ColumnStride, k.RowStride, scores, keys);
        if (!mask.Elements.IsEmpty) AddMask(mask, first, rows, keys, scores);
        if (!isCausal) return scores;
        for (var i = 0; i < rows; i++)
        {
            var seen = Math.Min(first + i + 1, keys);
            scores.Slice(i * keys + seen, keys - seen).Fill(T.NegativeInfinity);
        }

        return scores;
    }

    private static void AddMask<T>(AttentionMatrix<T> mask, int first, int rows, int keys, Span<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < rows; i++)
        {
            var row = scores.Slice(i * keys, keys);
            TensorPrimitives.Add(row, mask.From(first + i)[..keys], row);
        }
    }

    private static Span<T> ScaledQueries<T>(AttentionSizes sizes, Span<T> scratch) => scratch[(2 * RowsAtOnce * sizes.Keys)..];

    /// <summary>
    /// Copies keys and values that are not contiguous: rows at the distance of a power of two displace each other in
    /// the cache.
    /// </summary>
    private static void Pack<T>(AttentionSizes sizes, ref AttentionMatrix<T> k, ref AttentionMatrix<T> v, Span<T> scratch)
        where T : unmanaged
    {
        var copies = scratch[(RowsAtOnce * (2 * sizes.Keys + sizes.Width))..];
        k = k.Packed(sizes.Keys, sizes.Width, copies);
        v = v.Packed(sizes.Keys, sizes.ValueWidth, copies[(sizes.Keys * sizes.Width)..]);
    }

    private static void Scale<T>(AttentionMatrix<T> q, int row, T scale, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return; // The offset of an empty row may lie beyond the last element.
        var at = row * q.RowStride;
        if (q.ColumnStride == 1) Scaling.Multiply(q.Elements.Slice(at, y.Length), scale, y);
        else
            for (var j = 0; j < y.Length; j++, at += q.ColumnStride) y[j] = q.Elements[at] * scale;
    }
}
