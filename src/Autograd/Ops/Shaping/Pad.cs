namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Pads each dimension d with <c>before[d]</c> and <c>after[d]</c> indices filled with a number; negative counts
    /// remove indices.
    /// </summary>
    internal Tensor PadConstant(int[] before, int[] after, Scalar value, string op = "Pad")
    {
        var shape = PaddedShape(before, after, op);
        value.CheckFits(_dtype, "Pad");
        var result = Full(shape, value, _dtype);
        var sizes = new int[NDim];
        var (from, to) = (_offset, result._offset);
        for (var d = 0; d < sizes.Length; d++)
        {
            sizes[d] = _shape.Sizes[d] + Math.Min(before[d], 0) + Math.Min(after[d], 0);
            from -= Math.Min(before[d], 0) * _strides[d];
            to += Math.Max(before[d], 0) * result._strides[d];
        }

        var kept = Shape.Create(sizes);
        if (kept.Numel > 0) result.AliasWith(kept, result._strides, to).WriteData(AliasWith(kept, _strides, from));
        if (IsRecorded) new PadNode(this, before, after).SetHistory(result);
        Tracing.Note(result, "value", value);
        return result;
    }

    private Shape PaddedShape(int[] before, int[] after, string op = "Pad")
    {
        Span<long> sizes = stackalloc long[NDim];
        for (var d = 0; d < sizes.Length; d++)
        {
            var size = _shape.Sizes[d];
            if ((long)size + Math.Min(before[d], 0) + Math.Min(after[d], 0) < 0)
                throw new ArgumentException(
                    $"Pad: ({before[d]}, {after[d]}) takes away more than the {size} indices of dimension {d} of shape {_shape}");
            sizes[d] = (long)size + before[d] + after[d];
        }

        return Shape.ForResult(op, sizes);
    }

    private sealed class PadNode : Node
    {
        private readonly int[] _before;
        private readonly int[] _after;

        public PadNode(Tensor input, int[] before, int[] after)
        {
            _before = before;
            _after = after;
            Connect(0, input);
        }

        public override string Name => "ConstantPadNdBackward0";

        // Padding with the negated counts removes what was added; what was removed has no gradient.
        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.PadConstant(Negated(_before), Negated(_after), 0));

        private static int[] Negated(int[] counts) => Array.ConvertAll(counts, count => -count);
    }
}
