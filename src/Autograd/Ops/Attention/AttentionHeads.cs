using System.Buffers;
using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The operands of attention as the kernels need them: (…, rows, columns) with the heads in front.</summary>
    /// <param name="Sizes">The sizes of one head.</param>
    /// <param name="Heads">The number of heads, those of all batches.</param>
    /// <param name="IsCausal">True if query i sees keys up to i only.</param>
    /// <param name="Scale">The factor of the scores.</param>
    /// <param name="Query">The queries, with non-negative strides, as all others.</param>
    /// <param name="Key">The keys.</param>
    /// <param name="Value">The values.</param>
    /// <param name="Mask">The mask that is added to the scores, or null.</param>
    private readonly record struct AttentionOperands(
        AttentionSizes Sizes, int Heads, bool IsCausal, double Scale, Tensor Query, Tensor Key, Tensor Value, Tensor? Mask);

    /// <summary>Where the rows of single heads are in a contiguous result, which may hold several parts side by side.</summary>
    /// <param name="Heads">The heads of one item of the batch.</param>
    /// <param name="Start">Where the part begins.</param>
    /// <param name="ItemStride">The distance of items.</param>
    /// <param name="HeadStride">The distance of an item's heads.</param>
    /// <param name="RowStride">The distance of a head's rows.</param>
    private readonly record struct HeadRows(int Heads, int Start, int ItemStride, int HeadStride, int RowStride)
    {
        /// <summary>The rows of heads that are stored one after the other.</summary>
        public static HeadRows OneByOne(int rows, int width) => new(1, 0, rows * width, 0, width);

        /// <summary>Returns one head's rows, counted through the batch.</summary>
        public AttentionTarget<T> Of<T>(Span<T> elements, int head) where T : unmanaged
        {
            var (item, index) = Math.DivRem(head, Heads);
            return new AttentionTarget<T>(elements.IsEmpty ? [] : elements[(Start + item * ItemStride + index * HeadStride)..], RowStride);
        }
    }

    /// <summary>Runs the kernels of single heads over tensors of batches and heads: (…, rows, columns).</summary>
    private static class AttentionHeads
    {
        /// <summary>Computes every head of a result.</summary>
        /// <returns>What the backward pass needs of the scores: the logarithm of the sum of each query's, (heads, queries).</returns>
        public static Tensor Forward<T>(in AttentionOperands operands, Tensor result, HeadRows rows)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (sizes, heads, isCausal, scale, q, k, v, m) = operands;
            var logSums = Uninitialized<T>(Shape.Create(heads, sizes.Queries));
            var scratch = ArrayPool<T>.Shared.Rent(Attention.ScratchSize(sizes));
            using var qData = q.Read();
            using var kData = k.Read();
            using var vData = v.Read();
            using var mData = ReadIfAny(m);
            using var resultData = result.Write();
            using var logSumsData = logSums.Write();
            for (var head = 0; head < heads; head++)
            {
                Attention.Forward(
                    sizes, Matrix<T>(q, qData, head), Matrix<T>(k, kData, head), Matrix<T>(v, vData, head), Mask<T>(m, mData, head),
                    isCausal, T.CreateTruncating(scale), rows.Of(resultData.Span<T>(), head),
                    Part(logSumsData.Span<T>(), head, heads), scratch);
            }

            ArrayPool<T>.Shared.Return(scratch);
            return logSums;
        }

        /// <summary>Computes the gradients of every head.</summary>
        /// <param name="operands">The operands of the forward pass.</param>
        /// <param name="grad">The result's gradient: (…, queries, width of the values).</param>
        /// <param name="logSums">What <see cref="Forward"/> returned.</param>
        /// <param name="query">The queries' gradient and where its heads are; one tensor may hold all three.</param>
        /// <param name="key">The keys' gradient.</param>
        /// <param name="value">The values' gradient.</param>
        /// <param name="mask">The mask's gradient, of the mask's shape in <paramref name="operands"/>, or null.</param>
        public static void Backward<T>(
            in AttentionOperands operands, Tensor grad, Tensor logSums, (Tensor Gradient, HeadRows Rows) query,
            (Tensor Gradient, HeadRows Rows) key, (Tensor Gradient, HeadRows Rows) value, Tensor? mask)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (sizes, heads, isCausal, scale, q, k, v, m) = operands;
            var scratch = ArrayPool<T>.Shared.Rent(Attention.ScratchSize(sizes));
            using var gradData = grad.Read();
            using var qData = q.Read();
            using var kData = k.Read();
            using var vData = v.Read();
            using var mData = ReadIfAny(m);
            using var logSumsData = logSums.Read();
            using var dqData = query.Gradient.Write();
            using var dkData = key.Gradient.Write();
            using var dvData = value.Gradient.Write();
            using var dMaskData = WriteIfAny(mask);
            for (var head = 0; head < heads; head++)
            {
                Attention.Backward(
                    sizes, Matrix<T>(grad, gradData, head), Matrix<T>(q, qData, head), Matrix<T>(k, kData, head),
                    Matrix<T>(v, vData, head), Mask<T>(m, mData, head), isCausal, T.CreateTruncating(scale),
                    Part(logSumsData.Span<T>(), head, heads), query.Rows.Of(dqData.Span<T>(), head),
                    key.Rows.Of(dkData.Span<T>(), head), value.Rows.Of(dvData.Span<T>(), head),
                    Part(dMaskData.Span<T>(), head, heads), scratch);
            }

            ArrayPool<T>.Shared.Return(scratch);
        }

        /// <summary>
        /// Returns the data expanded to the batch dimensions of the result, with non-negative strides, as the kernels
        /// need; not recorded.
        /// </summary>
        public static Tensor InBatch(Tensor x, Shape batch) =>
            x.Alias().ExpandTo(Shape.Create([.. batch.Sizes, .. x._shape.Sizes[^2..]])).WithNonNegativeStrides();

        /// <summary>Returns one head's matrix.</summary>
        private static AttentionMatrix<T> Matrix<T>(Tensor x, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            new(x.Numel == 0 ? [] : data.Buffer<T>()[OffsetOf(x, head)..], x._strides[^2], x._strides[^1]);

        /// <summary>Returns one head's mask, whose only row, if it has no more, is that of all queries.</summary>
        private static AttentionMatrix<T> Mask<T>(Tensor? mask, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            mask is null || mask.Numel == 0
                ? default
                : new(data.Buffer<T>()[OffsetOf(mask, head)..], mask._shape.Sizes[^2] == 1 ? 0 : mask._strides[^2], 1);

        /// <summary>Returns one head's part of a contiguous tensor's elements; empty if there are none.</summary>
        private static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> elements, int head, int heads)
        {
            var length = elements.Length / heads;
            return elements.Slice(head * length, length);
        }

        /// <inheritdoc cref="Part{T}(ReadOnlySpan{T}, int, int)"/>
        private static Span<T> Part<T>(Span<T> elements, int head, int heads)
        {
            var length = elements.Length / heads;
            return elements.Slice(head * length, length);
        }

        /// <summary>Returns the position in the buffer at which one head's matrix begins.</summary>
        private static int OffsetOf(Tensor x, int head)
        {
            var offset = x._offset;
            for (var d = x.NDim - 3; d >= 0; d--)
            {
                (head, var index) = Math.DivRem(head, x._shape.Sizes[d]);
                offset += index * x._strides[d];
            }

            return offset;
        }
    }
}
