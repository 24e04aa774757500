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
    /// The number of elements of scratch memory that a head needs: two blocks of scores and one of scaled queries.
    /// </summary>
    public static int ScratchSize(AttentionSizes sizes) => RowsAtOnce * (2 * sizes.Keys + sizes.Width);

    /// <summary>Computes the results and, for each query, the logarithm of the sum of its exponentials.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="q">Q: (queries, width).</param>
    /// <param name="k">K: (keys, width).</param>
    /// <param name="v">V: (keys, valueWidth).</param>
    /// <param name="mask">The mask that is added to the scores: (queries, keys); empty for none.</param>
    /// <param name="isCausal">True if query i attends to no key after i.</param>
    /// <param name="scale">The scale s.</param>
    /// <param name="y">The results: (queries, valueWidth).</param>
    /// <param name="logSums">The logarithms: (queries).</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchSize"/> elements.</param>
    public static void Forward<T>(
        AttentionSizes sizes, AttentionMatrix<T> q, AttentionMatrix<T> k, AttentionMatrix<T> v, ReadOnlySpan<T> mask, bool isCausal,
        T scale, Span<T> y, Span<T> logSums, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> maxima = stackalloc T[RowsAtOnce];
        var width = sizes.ValueWidth;
        for (var first = 0; first < sizes.Queries; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, sizes.Queries - first);
            var scores = Scores(sizes, q, k, mask, isCausal, scale, first, rows, scratch, out var keys);
            var sums = logSums.Slice(first, rows);
            Softmax.Rows(scores, scores, keys, maxima[..rows], sums);
            Scaling.Log(sums);
            for (var i = 0; i < rows; i++) sums[i] += maxima[i];
            MatMul.Multiply(
                rows, width, keys, scores, keys, 1, v.Elements, v.RowStride, v.ColumnStride, y.Slice(first * width, rows * width), width);
        }
    }

    /// <summary>
    /// Computes the gradients of Q, K and V, contiguous, and of the mask unless <paramref name="dMask"/> is empty.
    /// </summary>
    public static void Backward<T>(
        AttentionSizes sizes, ReadOnlySpan<T> dy, AttentionMatrix<T> q, AttentionMatrix<T> k, AttentionMatrix<T> v, ReadOnlySpan<T> mask,
        bool isCausal, T scale, ReadOnlySpan<T> logSums, Span<T> dq, Span<T> dk, Span<T> dv, Span<T> dMask, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (width, valueWidth) = (sizes.Width, sizes.ValueWidth);
        dk.Clear();
        dv.Clear();
        for (var first = 0; first < sizes.Queries; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, sizes.Queries - first);
            var p = Scores(sizes, q, k, mask, isCausal, scale, first, rows, scratch, out var keys);
            var scaled = ScaledQueries(sizes, scratch)[..(rows * width)];
            var ds = scratch.Slice(RowsAtOnce * sizes.Keys, rows * keys);
            var g = dy.Slice(first * valueWidth, rows * valueWidth);
            Softmax.FromLogSums(p, keys, logSums.Slice(first, rows));
            MatMul.Multiply<T>(keys, valueWidth, rows, p, 1, keys, g, valueWidth, 1, dv, valueWidth, accumulate: true);
            MatMul.Multiply(rows, keys, valueWidth, g, valueWidth, 1, v.Elements, v.ColumnStride, v.RowStride, ds, keys);
            Softmax.Backward<T, PlainSoftmax>(ds, p, ds, new OuterDimInner(rows, keys, 1));
            if (!dMask.IsEmpty) ds.CopyTo(dMask[(first * keys)..]);
            MatMul.Multiply<T>(keys, width, rows, ds, 1, keys, scaled, width, 1, dk, width, accumulate: true);
            var dqRows = dq.Slice(first * width, rows * width);
            MatMul.Multiply(rows, width, keys, ds, keys, 1, k.Elements, k.RowStride, k.ColumnStride, dqRows, width);
            Scaling.Multiply(dqRows, scale, dqRows);
        }
    }

    /// <summary>
    /// Computes s·Q·Kᵀ + mask for a block of queries and the <paramref name="keys"/> to which at least one of them
    /// attends.
    /// </summary>
    private static Span<T> Scores<T>(
        AttentionSizes sizes, AttentionMatrix<T> q, AttentionMatrix<T> k, ReadOnlySpan<T> mask, bool isCausal, T scale, int first,
        int rows, Span<T> scratch, out int keys)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        keys = isCausal ? Math.Min(sizes.Keys, first + rows) : sizes.Keys;
        var scaled = ScaledQueries(sizes, scratch)[..(rows * sizes.Width)];
        var scores = scratch[..(rows * keys)];
        for (var i = 0; i < rows; i++) Scale(q, first + i, scale, scaled.Slice(i * sizes.Width, sizes.Width));
        MatMul.Multiply(rows, keys, sizes.Width, scaled, sizes.Width, 1, k.Elements, k.ColumnStride, k.RowStride, scores, keys);
        if (!mask.IsEmpty) TensorPrimitives.Add(scores, mask.Slice(first * keys, rows * keys), scores);
        if (!isCausal) return scores;
        for (var i = 0; i < rows; i++)
        {
            var seen = Math.Min(first + i + 1, keys);
            scores.Slice(i * keys + seen, keys - seen).Fill(T.NegativeInfinity);
        }

        return scores;
    }

    private static Span<T> ScaledQueries<T>(AttentionSizes sizes, Span<T> scratch) => scratch[(2 * RowsAtOnce * sizes.Keys)..];

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
