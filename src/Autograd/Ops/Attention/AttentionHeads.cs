using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Finds the matrices of single heads, for kernels, in tensors of batches and heads: (…, rows, columns).</summary>
    private static class AttentionHeads
    {
        /// <summary>
        /// Returns the data expanded to the batch dimensions of the result, with non-negative strides, as the kernels
        /// need; not recorded.
        /// </summary>
        public static Tensor InBatch(Tensor x, Shape batch) =>
            x.Alias().ExpandTo(Shape.Create([.. batch.Sizes, .. x._shape.Sizes[^2..]])).WithNonNegativeStrides();

        /// <summary>Returns one head's matrix.</summary>
        public static AttentionMatrix<T> Matrix<T>(Tensor x, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            new(x.Numel == 0 ? [] : data.Buffer<T>()[OffsetOf(x, head)..], x._strides[^2], x._strides[^1]);

        /// <summary>Returns one head's mask, whose only row, if it has no more, is that of all queries.</summary>
        public static AttentionMatrix<T> Mask<T>(Tensor? mask, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            mask is null || mask.Numel == 0
                ? default
                : new(data.Buffer<T>()[OffsetOf(mask, head)..], mask._shape.Sizes[^2] == 1 ? 0 : mask._strides[^2], 1);

        /// <summary>Returns one head's part of a contiguous tensor's elements; empty if there are none.</summary>
        public static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> elements, int head, int heads)
        {
            var length = elements.Length / heads;
            return elements.Slice(head * length, length);
        }

        /// <inheritdoc cref="Part{T}(ReadOnlySpan{T}, int, int)"/>
        public static Span<T> Part<T>(Span<T> elements, int head, int heads)
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
