using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes softmax(Q·Kᵀ/√width + mask)·V for each head of projected sequences, and joins the heads: what
    /// <see cref="ScaledDotProductAttention"/> computes, without copies of the heads.
    /// </summary>
    /// <param name="projected">
    /// The queries, keys and values, one tensor of three parts side by side, or three tensors: (length, batch, features)
    /// or, if <paramref name="batchFirst"/>, (batch, length, features); features = heads·width.
    /// </param>
    /// <param name="heads">The number of heads, which divides the number of features.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="mask">Null, or of the operands' type and of a shape that broadcasts to (batch, heads, queries, keys).</param>
    /// <param name="isCausal">True if query i sees keys up to i only; not with a mask that requires a gradient.</param>
    internal static Tensor MultiheadAttention(Tensor[] projected, int heads, bool batchFirst, Tensor? mask, bool isCausal)
    {
        var type = projected[0]._dtype;
        if (type.IsReducedFloatingPoint())
        {
            var wide = Array.ConvertAll(projected, x => x.To(DType.Float32));
            return MultiheadAttention(wide, heads, batchFirst, mask, isCausal).To(type);
        }

        var isRecorded = AnyRecorded(projected) || (mask?.IsRecorded ?? false);
        var layout = HeadLayout.Of(projected, heads, batchFirst);
        if (mask is not null) mask = AdditiveMask("MultiheadAttention", mask, projected[0]._dtype, layout.Batch, layout.Queries, layout.Keys);
        var node = new MultiheadAttentionNode(projected, mask, layout, isCausal, isRecorded);
        var result = projected[0]._dtype == DType.Float32 ? node.Forward<float>(projected, mask) : node.Forward<double>(projected, mask);
        if (isRecorded) node.SetHistory(result);
        return result;
    }

    /// <summary>Where the heads are in projected sequences.</summary>
    private readonly record struct HeadLayout(int Heads, int Width, int BatchSize, int Queries, int Keys, bool BatchFirst)
    {
        public int Features => Heads * Width;

        public AttentionSizes Sizes => new(Queries, Keys, Width, Width);

        public Shape Batch => Shape.Create(BatchSize, Heads);

        public static HeadLayout Of(Tensor[] projected, int heads, bool batchFirst)
        {
            var query = projected[0]._shape.Sizes;
            var key = projected[projected.Length == 1 ? 0 : 1]._shape.Sizes;
            var features = query[2] / (projected.Length == 1 ? 3 : 1);
            var (batch, time) = batchFirst ? (0, 1) : (1, 0);
            return new HeadLayout(heads, features / heads, query[batch], query[time], key[time], batchFirst);
        }

        /// <summary>Returns the heads of one part of a projected tensor as (batch, heads, length, width), not recorded.</summary>
        public Tensor HeadsOf(Tensor x, int part)
        {
            x = x.WithNonNegativeStrides();
            var (batch, time) = BatchFirst ? (0, 1) : (1, 0);
            var step = x._strides[2];
            return x.AliasWith(
                Shape.Create(x._shape.Sizes[batch], Heads, x._shape.Sizes[time], Width),
                [x._strides[batch], Width * step, x._strides[time], step], x._offset + part * Features * step);
        }

        /// <summary>Returns where the heads of one of several parts side by side are in a contiguous result.</summary>
        public HeadRows RowsOf(int part, int parts, int length)
        {
            var features = parts * Features;
            return new HeadRows(
                Heads, part * Features, BatchFirst ? length * features : features, Width, BatchFirst ? features : BatchSize * features);
        }

        /// <summary>Splits the last dimension into heads, and brings batch and heads to the front.</summary>
        public Tensor Split(Tensor x) =>
            x.Reshape(x._shape.Sizes[0], x._shape.Sizes[1], Heads, Width).Permute(BatchFirst ? [0, 2, 1, 3] : [1, 2, 0, 3]);

        /// <summary>Undoes <see cref="Split"/>.</summary>
        public Tensor Join(Tensor x)
        {
            var joined = x.Permute(BatchFirst ? [0, 2, 1, 3] : [2, 0, 1, 3]);
            return joined.Reshape(joined._shape.Sizes[0], joined._shape.Sizes[1], Features);
        }
    }

    /// <summary>As <see cref="AttentionNode"/>, of heads that lie side by side.</summary>
    private sealed class MultiheadAttentionNode : Node
    {
        private readonly HeadLayout _layout;
        private readonly bool _isCausal;
        private readonly double _scale;
        private readonly SavedTensor[] _projected;
        private readonly bool _hasMask;
        private SavedTensor _mask;
        private Tensor? _logSums;

        public MultiheadAttentionNode(Tensor[] projected, Tensor? mask, HeadLayout layout, bool isCausal, bool isRecorded)
        {
            InputCount = projected.Length + (mask is null ? 0 : 1);
            (_layout, _isCausal, _scale) = (layout, isCausal, 1 / Math.Sqrt(layout.Width));
            _projected = Array.ConvertAll(projected, tensor => SavedTensor.Of(tensor, isRecorded));
            for (var i = 0; i < projected.Length; i++) Connect(i, projected[i]);
            if (mask is null) return;
            _hasMask = true;
            _mask = SavedTensor.Of(mask, isRecorded);
            Connect(projected.Length, mask);
        }

        public override string Name => "MultiheadAttentionBackward0";

        private bool IsPacked => _projected.Length == 1;

        public Tensor Forward<T>(Tensor[] projected, Tensor? mask) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Uninitialized<T>(ShapeOf(_layout.Queries, parts: 1));
            _logSums = AttentionHeads.Forward<T>(OperandsOf(projected, mask), result, _layout.RowsOf(0, 1, _layout.Queries));
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
            for (var i = 0; i < _projected.Length; i++) _projected[i].Release();
            _mask.Release();
            _logSums = null;
        }

        private void Gradients<T>(Tensor grad, InputGradients inputs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var operands = OperandsOf(Unpack(), _hasMask ? _mask.Unpack(this) : null);
            var parts = IsPacked ? 3 : 1;
            var dq = Uninitialized<T>(ShapeOf(_layout.Queries, parts));
            var dk = IsPacked ? dq : Uninitialized<T>(ShapeOf(_layout.Keys, parts));
            var dv = IsPacked ? dq : Uninitialized<T>(ShapeOf(_layout.Keys, parts));
            var dMask = _hasMask && inputs.Needs(_projected.Length) ? Uninitialized<T>(operands.Mask!._shape) : null;
            AttentionHeads.Backward<T>(
                operands, _layout.HeadsOf(grad, 0), _logSums!, (dq, _layout.RowsOf(0, parts, _layout.Queries)),
                (dk, _layout.RowsOf(parts / 3, parts, _layout.Keys)), (dv, _layout.RowsOf(parts / 3 * 2, parts, _layout.Keys)), dMask);
            inputs.Set(0, dq);
            if (!IsPacked)
            {
                inputs.Set(1, dk);
                inputs.Set(2, dv);
            }

            if (dMask is not null) inputs.Set(_projected.Length, dMask);
        }

        private void DifferentiableGradients(Tensor grad, InputGradients inputs)
        {
            var projected = Unpack();
            if (IsPacked) projected = projected[0].Chunk(3, -1);
            var (q, k, v) = (_layout.Split(projected[0]), _layout.Split(projected[1]), _layout.Split(projected[2]));
            var g = _layout.Split(grad);
            var (p, ds) = ScoreGradients(q, k, v, _hasMask ? _mask.Unpack(this) : null, _isCausal, _scale, g);
            var dq = _layout.Join(ds.MatMulUncast(k) * _scale);
            var dk = _layout.Join(ds.Transpose(-2, -1).MatMulUncast(q) * _scale);
            var dv = _layout.Join(p.Transpose(-2, -1).MatMulUncast(g));
            if (IsPacked)
            {
                inputs.Set(0, Cat([dq, dk, dv], -1));
            }
            else
            {
                if (inputs.Needs(0)) inputs.Set(0, dq);
                if (inputs.Needs(1)) inputs.Set(1, dk);
                if (inputs.Needs(2)) inputs.Set(2, dv);
            }

            if (_hasMask && inputs.Needs(_projected.Length)) inputs.Set(_projected.Length, ds);
        }

        private Tensor[] Unpack() => Array.ConvertAll(_projected, saved => saved.Unpack(this));

        private AttentionOperands OperandsOf(Tensor[] projected, Tensor? mask)
        {
            var (key, value) = IsPacked ? (projected[0], projected[0]) : (projected[1], projected[2]);
            return new AttentionOperands(
                _layout.Sizes, _layout.Batch.Numel, _isCausal, _scale, _layout.HeadsOf(projected[0], 0),
                _layout.HeadsOf(key, IsPacked ? 1 : 0), _layout.HeadsOf(value, IsPacked ? 2 : 0),
                mask is null ? null : AttentionHeads.InBatch(mask, _layout.Batch));
        }

        private Shape ShapeOf(int length, int parts) => _layout.BatchFirst
            ? Shape.Create(_layout.BatchSize, length, parts * _layout.Features)
            : Shape.Create(length, _layout.BatchSize, parts * _layout.Features);
    }
}
