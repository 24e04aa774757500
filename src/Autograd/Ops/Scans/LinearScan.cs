using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The linear recurrence yₖ = bₖ + aₖ·yₖ₋₁ along a dimension, or yₖ = bₖ + aₖ₊₁·yₖ₊₁ from the end. In both
    /// directions aₖ links positions k − 1 and k. The gradients of CumProd and LogCumSumExp are such recurrences.
    /// </summary>
    /// <remarks>
    /// Gradient: b gets t, the recurrence of g in the other direction; aₖ gets the product of the values that it links,
    /// tₖ·yₖ₋₁ or tₖ₋₁·yₖ.
    /// </remarks>
    private static Tensor LinearScan(Tensor a, Tensor b, int dim, bool fromEnd)
    {
        if (b._dtype.IsReducedFloatingPoint())
            return LinearScan(a.To(DType.Float32), b.To(DType.Float32), dim, fromEnd).To(b._dtype);
        var (factors, terms) = (a.ExpandContiguous(b._shape), b.ExpandContiguous(b._shape));
        var result = Uninitialized(b._shape, b._dtype);
        var walk = new OuterDimInner(b._shape.Sizes, dim);
        using var factorsData = factors.Read();
        using var termsData = terms.Read();
        using var resultData = result.Write();
        if (b._dtype == DType.Float32)
            Kernels.LinearScan.Run<float>(factorsData.Span<float>(), termsData.Span<float>(), resultData.Span<float>(), walk, fromEnd);
        else
            Kernels.LinearScan.Run<double>(factorsData.Span<double>(), termsData.Span<double>(), resultData.Span<double>(), walk, fromEnd);
        if (AnyRecorded(a, b)) new LinearScanNode(a, b, result, dim, fromEnd).SetHistory(result);
        return result;
    }

    /// <summary>
    /// Shifts the elements by one along a dimension: the first becomes a given number, the last is dropped.
    /// </summary>
    private Tensor ShiftByOne(int dim, double first)
    {
        if (NDim == 0) return FullLike(this, first);
        var size = _shape.Sizes[dim];
        if (size == 0) return this;
        return Cat([FullLike(Narrow(dim, 0, 1), first), Narrow(dim, 0, size - 1)], dim);
    }

    private sealed class LinearScanNode : Node
    {
        private readonly int _dim;
        private readonly bool _fromEnd;
        private SavedTensor _factors;
        private SavedTensor _output;

        public LinearScanNode(Tensor a, Tensor b, Tensor output, int dim, bool fromEnd)
        {
            InputCount = 2;
            _dim = dim;
            _fromEnd = fromEnd;
            Connect(0, a);
            Connect(1, b);
            _factors = new SavedTensor(a);
            if (IsConnected(0)) _output = new SavedTensor(output);
        }

        public override string Name => "LinearScanBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var sums = LinearScan(_factors.Unpack(this), grad, _dim, !_fromEnd);
            if (inputs.Needs(0))
            {
                var y = _output.Unpack(this);
                inputs.Set(0, _fromEnd ? sums.ShiftByOne(_dim, 0) * y : sums * y.ShiftByOne(_dim, 0));
            }

            inputs.Set(1, sums);
        }

        internal override void Release()
        {
            _factors.Release();
            _output.Release();
        }
    }
}
