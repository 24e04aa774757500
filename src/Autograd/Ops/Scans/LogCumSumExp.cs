using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The running log Σ exp(x) along a dimension, computed so that no exponential overflows. Integers become Float32
    /// first.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>
    /// Gradient: exp(xₖ − yₖ)·sₖ with sₖ = gₖ + exp(yₖ − yₖ₊₁)·sₖ₊₁. No exponent is positive. An element of −∞ gets 0;
    /// PyTorch gives NaN to those before the first other element.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor LogCumSumExp(int dim)
    {
        if (!_dtype.IsFloatingPoint()) return To(DType.Float32).LogCumSumExp(dim);
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).LogCumSumExp(dim).To(_dtype);
        var at = _shape.DimOrScalar(dim, "LogCumSumExp");
        var x = ExpandContiguous(_shape);
        var result = Uninitialized(_shape, _dtype);
        var walk = new OuterDimInner(_shape.Sizes, at);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32)
            Scan.Run<float, double, LogAddExpStep<double>>(xData.Span<float>(), resultData.Span<float>(), walk, fromEnd: false);
        else
            Scan.Run<double, double, LogAddExpStep<double>>(xData.Span<double>(), resultData.Span<double>(), walk, fromEnd: false);
        if (IsRecorded) new LogCumSumExpNode(this, result, at).SetHistory(result);
        return result;
    }

    private sealed class LogCumSumExpNode : Node
    {
        private readonly int _dim;
        private SavedTensor _input;
        private SavedTensor _output;

        public LogCumSumExpNode(Tensor input, Tensor output, int dim)
        {
            _dim = dim;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "LogcumsumexpBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var (x, y) = (_input.Unpack(this), _output.Unpack(this));
            var before = y.ShiftByOne(_dim, double.NegativeInfinity);
            var sums = LinearScan(ExpOfDifference(before, y), grad, _dim, fromEnd: true);
            inputs.Set(0, ExpOfDifference(x, y) * sums);
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }

        /// <summary>exp(a − b); 0 where a is −∞, even if b is −∞ too.</summary>
        private static Tensor ExpOfDifference(Tensor a, Tensor b)
        {
            var isNegativeInfinity = a.Eq(double.NegativeInfinity);
            return (a - b).MaskedFill(isNegativeInfinity, double.NegativeInfinity).Exp();
        }
    }
}
