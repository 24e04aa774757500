using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    private static Tensor FusedAttention(
        Tensor query, Tensor key, Tensor value, Tensor? mask, bool isCausal, double scale, Shape batch)
    {
        if (query._dtype.IsReducedFloatingPoint())
        {
            return FusedAttention(
                query.To(DType.Float32), key.To(DType.Float32), value.To(DType.Float32), mask?.To(DType.Float32), isCausal, scale, batch)
                .To(query._dtype);
        }

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
            var result = Uninitialized<T>(Shape.Create([.. _batch.Sizes, _sizes.Queries, _sizes.ValueWidth]));
            _logSums = AttentionHeads.Forward<T>(
                OperandsOf(query, key, value, mask), result, HeadRows.OneByOne(_sizes.Queries, _sizes.ValueWidth));
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
            var operands = OperandsOf(_query.Unpack(this), _key.Unpack(this), _value.Unpack(this), _hasMask ? _mask.Unpack(this) : null);
            var dq = Uninitialized<T>(operands.Query._shape);
            var dk = Uninitialized<T>(operands.Key._shape);
            var dv = Uninitialized<T>(operands.Value._shape);
            var dMask = _hasMask && inputs.Needs(3) ? Uninitialized<T>(operands.Mask!._shape) : null;
            AttentionHeads.Backward<T>(
                operands, grad, _logSums!, (dq, HeadRows.OneByOne(_sizes.Queries, _sizes.Width)),
                (dk, HeadRows.OneByOne(_sizes.Keys, _sizes.Width)), (dv, HeadRows.OneByOne(_sizes.Keys, _sizes.ValueWidth)), dMask);
            inputs.Set(0, dq);
            inputs.Set(1, dk);
            inputs.Set(2, dv);
            inputs.Set(3, dMask);
        }

        private AttentionOperands OperandsOf(Tensor query, Tensor key, Tensor value, Tensor? mask) => new(
            _sizes, _batch.Numel, _isCausal, _scale, AttentionHeads.InBatch(query, _batch), AttentionHeads.InBatch(key, _batch),
            AttentionHeads.InBatch(value, _batch), mask is null ? null : AttentionHeads.InBatch(mask, _batch));

        private void DifferentiableGradients(Tensor grad, InputGradients inputs)
        {
            var (q, k, v) = (_query.Unpack(this), _key.Unpack(this), _value.Unpack(this));
            var (p, ds) = ScoreGradients(q, k, v, _hasMask ? _mask.Unpack(this) : null, _isCausal, _scale, grad);
            if (inputs.Needs(2)) inputs.Set(2, p.Transpose(-2, -1).MatMulUncast(grad));
            if (inputs.Needs(0)) inputs.Set(0, ds.MatMulUncast(k) * _scale);
            if (inputs.Needs(1)) inputs.Set(1, ds.Transpose(-2, -1).MatMulUncast(q) * _scale);
            if (_hasMask && inputs.Needs(3)) inputs.Set(3, ds);
        }
    }

    /// <summary>Computes in tensor operations the weights P, and the gradient of the scores.</summary>
    private static (Tensor Weights, Tensor Scores) ScoreGradients(
        Tensor query, Tensor key, Tensor value, Tensor? mask, bool isCausal, double scale, Tensor grad)
    {
        var p = AttentionScores(query, key, mask, isCausal, scale).Softmax(-1);
        var dp = grad.MatMulUncast(value.Transpose(-2, -1));
        return (p, p * (dp - (dp * p).Sum(-1, keepDim: true)));
    }
}
