using System.Buffers;
using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    private static Tensor FusedAttention(
        Tensor query, Tensor key, Tensor value, Tensor? mask, bool isCausal, double scale, Shape batch)
    {
        var isRecorded = AnyRecorded([query, key, value]) || (mask?.IsRecorded ?? false);
        var node = new AttentionNode(query, key, value, mask, isCausal, scale, batch, isRecorded);
        var result = query._dtype == DType.Float32
            ? node.Forward<float>(query, key, value, mask)
            : node.Forward<double>(query, key, value, mask);
        if (isRecorded) node.SetHistory(result);
        return result;
    }

    /// <summary>
    /// Saves its inputs and one number for each query, from which the backward pass computes the scores again. If the
    /// gradients are to be differentiated themselves, they are computed in tensor operations instead.
    /// </summary>
    private sealed class AttentionNode : Node
    {
        private readonly AttentionSizes _sizes;
        private readonly Shape _batch;
        private readonly bool _isCausal;
        private readonly bool _hasMask;
        private readonly double _scale;
        private SavedTensor _query;
        private SavedTensor _key;
        private SavedTensor _value;
        private SavedTensor _mask;
        private Tensor? _logSums;

        public AttentionNode(
            Tensor query, Tensor key, Tensor value, Tensor? mask, bool isCausal, double scale, Shape batch, bool isRecorded)
        {
            InputCount = 4;
            (_isCausal, _scale, _batch) = (isCausal, scale, batch);
            _sizes = new AttentionSizes(query._shape.Sizes[^2], key._shape.Sizes[^2], query._shape.Sizes[^1], value._shape.Sizes[^1]);
            _query = SavedTensor.Of(query, isRecorded);
            _key = SavedTensor.Of(key, isRecorded);
            _value = SavedTensor.Of(value, isRecorded);
            Connect(0, query);
            Connect(1, key);
            Connect(2, value);
            if (mask is null) return;
            _hasMask = true;
            _mask = SavedTensor.Of(mask, isRecorded);
            Connect(3, mask);
        }

        public override string Name => "ScaledDotProductAttentionBackward0";

        public Tensor Forward<T>(Tensor query, Tensor key, Tensor value, Tensor? mask) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (q, k, v, m) = (InBatch(query), InBatch(key), InBatch(value), mask is null ? null : InBatch(mask));
            var result = Uninitialized<T>(Shape.Create([.. _batch.Sizes, _sizes.Queries, _sizes.ValueWidth]));
            _logSums = Uninitialized<T>(Shape.Create([.. _batch.Sizes, _sizes.Queries]));
            var scratch = ArrayPool<T>.Shared.Rent(Attention.ScratchSize(_sizes));
            using var qData = q.Read();
            using var kData = k.Read();
            using var vData = v.Read();
            using var mData = ReadIfAny(m);
            using var resultData = result.Write();
            using var logSumsData = _logSums.Write();
            for (var head = 0; head < _batch.Numel; head++)
            {
                Attention.Forward(
                    _sizes, Head<T>(q, qData, head), Head<T>(k, kData, head), Head<T>(v, vData, head), MaskOf<T>(m, mData, head), _isCausal,
                    T.CreateTruncating(_scale), Part(resultData.Span<T>(), head), Part(logSumsData.Span<T>(), head), scratch);
            }

            ArrayPool<T>.Shared.Return(scratch);
            return result;
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (GradMode.IsEnabled) DifferentiableGradients(grad, inputs);
            else if (grad._dtype == DType.Float32) Gradients<float>(grad.Contiguous(), inputs);
            else Gradients<double>(grad.Contiguous(), inputs);
        }

        internal override void Release()
        {
            _query.Release();
            _key.Release();
            _value.Release();
            _mask.Release();
            _logSums = null;
        }

        private void Gradients<T>(Tensor grad, InputGradients inputs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (q, k, v) = (InBatch(_query.Unpack(this)), InBatch(_key.Unpack(this)), InBatch(_value.Unpack(this)));
            var m = _hasMask ? InBatch(_mask.Unpack(this)) : null;
            var (dq, dk, dv) = (Uninitialized<T>(q._shape), Uninitialized<T>(k._shape), Uninitialized<T>(v._shape));
            var dMask = _hasMask && inputs.Needs(3) ? Uninitialized<T>(m!._shape) : null;
            var scratch = ArrayPool<T>.Shared.Rent(Attention.ScratchSize(_sizes));
            using var gradData = grad.Read();
            using var qData = q.Read();
            using var kData = k.Read();
            using var vData = v.Read();
            using var mData = ReadIfAny(m);
            using var logSumsData = _logSums!.Read();
            using var dqData = dq.Write();
            using var dkData = dk.Write();
            using var dvData = dv.Write();
            using var dMaskData = WriteIfAny(dMask);
            for (var head = 0; head < _batch.Numel; head++)
            {
                Attention.Backward(
                    _sizes, Part(gradData.Span<T>(), head), Head<T>(q, qData, head), Head<T>(k, kData, head), Head<T>(v, vData, head),
                    MaskOf<T>(m, mData, head), _isCausal, T.CreateTruncating(_scale), Part(logSumsData.Span<T>(), head),
                    Part(dqData.Span<T>(), head), Part(dkData.Span<T>(), head), Part(dvData.Span<T>(), head),
                    Part(dMaskData.Span<T>(), head), scratch);
            }

            ArrayPool<T>.Shared.Return(scratch);
            inputs.Set(0, dq);
            inputs.Set(1, dk);
            inputs.Set(2, dv);
            inputs.Set(3, dMask);
        }

        private void DifferentiableGradients(Tensor grad, InputGradients inputs)
        {
            var (q, k, v) = (_query.Unpack(this), _key.Unpack(this), _value.Unpack(this));
            var p = AttentionScores(q, k, _hasMask ? _mask.Unpack(this) : null, _isCausal, _scale).Softmax(-1);
            if (inputs.Needs(2)) inputs.Set(2, p.Transpose(-2, -1).MatMul(grad));
            var dp = grad.MatMul(v.Transpose(-2, -1));
            var ds = p * (dp - (dp * p).Sum(-1, keepDim: true));
            if (inputs.Needs(0)) inputs.Set(0, ds.MatMul(k) * _scale);
            if (inputs.Needs(1)) inputs.Set(1, ds.Transpose(-2, -1).MatMul(q) * _scale);
            if (_hasMask && inputs.Needs(3)) inputs.Set(3, ds);
        }

        /// <summary>
        /// Returns the data expanded to the batch dimensions of the result, with non-negative strides, as the kernels
        /// need; not recorded.
        /// </summary>
        private Tensor InBatch(Tensor x) =>
            x.Alias().ExpandTo(Shape.Create([.. _batch.Sizes, .. x._shape.Sizes[^2..]])).WithNonNegativeStrides();

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

        private static AttentionMatrix<T> Head<T>(Tensor x, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            new(x.Numel == 0 ? [] : data.Buffer<T>()[OffsetOf(x, head)..], x._strides[^2], x._strides[^1]);

        private ReadOnlySpan<T> MaskOf<T>(Tensor? mask, TensorStorage.ReadLease data, int head) where T : unmanaged =>
            mask is null || mask.Numel == 0 ? [] : data.Buffer<T>().Slice(OffsetOf(mask, head), _sizes.Queries * _sizes.Keys);

        /// <summary>Returns one head's part of a contiguous tensor's elements; empty if there are none.</summary>
        private ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> elements, int head)
        {
            var length = elements.Length / _batch.Numel;
            return elements.Slice(head * length, length);
        }

        private Span<T> Part<T>(Span<T> elements, int head)
        {
            var length = elements.Length / _batch.Numel;
            return elements.Slice(head * length, length);
        }
    }
}
