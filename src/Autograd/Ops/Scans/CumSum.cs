using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The running sums along a dimension; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: the running sums of g from the other end. Float32 is summed in double precision.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CumSum(int dim, DType? dtype = null) => dtype is { } type
        ? To(type).CumSum(dim).To(type)
        : RunningSum(_shape.DimOrScalar(dim, "CumSum"), fromEnd: false);

    private Tensor RunningSum(int dim, bool fromEnd)
    {
        if (!_dtype.IsFloatingPoint() && _dtype != DType.Int64) return To(DType.Int64).RunningSum(dim, fromEnd);
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).RunningSum(dim, fromEnd).To(_dtype);
        var x = ExpandContiguous(_shape);
        var result = Uninitialized(_shape, _dtype);
        var walk = new OuterDimInner(_shape.Sizes, dim);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32) Scan.Run<float, double, SumStep<double>>(xData.Span<float>(), resultData.Span<float>(), walk, fromEnd);
        else if (_dtype == DType.Float64) Scan.Run<double, double, SumStep<double>>(xData.Span<double>(), resultData.Span<double>(), walk, fromEnd);
        else Scan.Run<long, long, SumStep<long>>(xData.Span<long>(), resultData.Span<long>(), walk, fromEnd);
        if (IsRecorded) new CumSumNode(this, dim, fromEnd).SetHistory(result);
        return result;
    }

    private sealed class CumSumNode : Node
    {
        private readonly int _dim;
        private readonly bool _fromEnd;

        public CumSumNode(Tensor input, int dim, bool fromEnd)
        {
            _dim = dim;
            _fromEnd = fromEnd;
            Connect(0, input);
        }

        public override string Name => "CumsumBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.RunningSum(_dim, !_fromEnd));
    }
}
