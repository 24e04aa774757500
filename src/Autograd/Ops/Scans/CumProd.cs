using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The running products along a dimension, yₖ = x₀·…·xₖ; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="dtype">
    /// The type of the result, to which the elements are converted before they are multiplied.
    /// </param>
    /// <remarks>
    /// Gradient: yₖ₋₁·sₖ with sₖ = gₖ + xₖ₊₁·sₖ₊₁. Nothing is divided, so zeros need no special case. Float32 is
    /// multiplied in double precision.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CumProd(int dim, DType? dtype = null)
    {
        if (dtype is { } type) return To(type).CumProd(dim).To(type);
        var at = _shape.DimOrScalar(dim, "CumProd");
        if (!_dtype.IsFloatingPoint() && _dtype != DType.Int64) return To(DType.Int64).CumProd(dim);
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).CumProd(dim).To(_dtype);
        var x = ExpandContiguous(_shape);
        var result = Uninitialized(_shape, _dtype);
        var walk = new OuterDimInner(_shape.Sizes, at);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32) Scan.Run<float, double, ProductStep<double>>(xData.Span<float>(), resultData.Span<float>(), walk, fromEnd: false);
        else if (_dtype == DType.Float64)
            Scan.Run<double, double, ProductStep<double>>(xData.Span<double>(), resultData.Span<double>(), walk, fromEnd: false);
        else Scan.Run<long, long, ProductStep<long>>(xData.Span<long>(), resultData.Span<long>(), walk, fromEnd: false);
        if (IsRecorded) new CumProdNode(this, result, at).SetHistory(result);
        return result;
    }

    private sealed class CumProdNode : Node
    {
        private readonly int _dim;
        private SavedTensor _input;
        private SavedTensor _output;

        public CumProdNode(Tensor input, Tensor output, int dim)
        {
            _dim = dim;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "CumprodBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var before = _output.Unpack(this).ShiftByOne(_dim, first: 1);
            inputs.Set(0, before * LinearScan(_input.Unpack(this), grad, _dim, fromEnd: true));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }
    }
}
