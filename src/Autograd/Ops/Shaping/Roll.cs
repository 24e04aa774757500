namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the indices of a dimension shifted; elements shifted past the end reappear at the start.
    /// </summary>
    /// <param name="shift">The number of indices to shift by; negative shifts towards the start.</param>
    /// <param name="dim">The dimension; by default the flattened tensor is shifted.</param>
    /// <remarks>y[i + shift mod n] = x[i]. Gradient: g, shifted back.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Roll(int shift, int? dim = null) =>
        dim is { } d ? Roll([shift], [d]) : ReshapeTo(Shape.Create(Numel)).Roll([shift], [0]).ReshapeTo(_shape);

    /// <summary>Returns a copy with the indices of several dimensions shifted.</summary>
    /// <param name="shifts">
    /// The number of indices to shift each dimension by; negative shifts towards the start.
    /// </param>
    /// <param name="dims">The dimensions; one that is named twice is shifted twice.</param>
    /// <remarks>Gradient: g, shifted back.</remarks>
    /// <exception cref="ArgumentException">There are not as many shifts as dimensions, or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Roll(ReadOnlySpan<int> shifts, ReadOnlySpan<int> dims)
    {
        if (shifts.IsEmpty || shifts.Length != dims.Length)
            throw new ArgumentException(
                $"Roll: shifts {Shape.Format(shifts)} for dims {Shape.Format(dims)}; name one shift for each dimension");
        var offsets = new int[NDim];
        for (var i = 0; i < dims.Length; i++)
        {
            var d = _shape.Dim(dims[i], "Roll");
            var size = Math.Max(_shape.Sizes[d], 1);
            offsets[d] = (int)(((long)offsets[d] + shifts[i] % size + size) % size);
        }

        return RollTo(offsets);
    }

    /// <summary>Shifts each dimension d by <c>shifts[d]</c>, which is not negative and less than its size.</summary>
    private Tensor RollTo(int[] shifts)
    {
        var result = this;
        if (Numel > 0)
            for (var d = 0; d < shifts.Length; d++)
                if (shifts[d] > 0) result = result.RollData(d, shifts[d]);
        if (ReferenceEquals(result, this)) result = CopyData();
        if (IsRecorded) new RollNode(this, shifts).SetHistory(result);
        return result;
    }

    private Tensor RollData(int dim, int shift)
    {
        var x = IsContiguous ? this : CopyData();
        var result = Uninitialized(_shape, _dtype);
        var inner = 1;
        foreach (var size in _shape.Sizes[(dim + 1)..]) inner *= size;
        var step = _shape.Sizes[dim] * inner;
        using var xData = x.Read();
        using var resultData = result.Write();
        switch (_dtype.ItemSize())
        {
            case 1: Roll(xData.Span<byte>(), resultData.Span<byte>(), step, shift * inner); break;
            case 2: Roll(xData.Span<short>(), resultData.Span<short>(), step, shift * inner); break;
            case 4: Roll(xData.Span<int>(), resultData.Span<int>(), step, shift * inner); break;
            default: Roll(xData.Span<long>(), resultData.Span<long>(), step, shift * inner); break;
        }

        return result;

        static void Roll<T>(ReadOnlySpan<T> x, Span<T> y, int step, int shift) where T : unmanaged
        {
            var count = x.Length / step;
            Kernels.StridedBlockCopy.Copy(x, step, y[shift..], step, step - shift, count);
            Kernels.StridedBlockCopy.Copy(x[(step - shift)..], step, y, step, shift, count);
        }
    }

    private sealed class RollNode : Node
    {
        private readonly int[] _shifts;

        public RollNode(Tensor input, int[] shifts)
        {
            _shifts = shifts;
            Connect(0, input);
        }

        public override string Name => "RollBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var back = new int[_shifts.Length];
            for (var d = 0; d < back.Length; d++) back[d] = _shifts[d] == 0 ? 0 : grad._shape.Sizes[d] - _shifts[d];
            inputs.Set(0, grad.RollTo(back));
        }
    }
}
