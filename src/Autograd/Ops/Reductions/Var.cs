namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The variances over one dimension, Σ (x − mean)² / (n − correction).</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the mean square deviation, as NumPy has it.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <remarks>Gradient: g·2·(x − mean) / (n − correction).</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(int dim, int correction = 1, bool keepDim = false) => Var([dim], correction, keepDim);

    /// <summary>The variance of all elements, or the variances over several dimensions: Σ (x − mean)² / (n − correction).</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the mean square deviation, as NumPy has it.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <remarks>Gradient: g·2·(x − mean) / (n − correction).</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        Variance("Var", dims, correction, keepDim);

    private Tensor Variance(string op, ReadOnlySpan<int> dims, int correction, bool keepDim)
    {
        CheckFloating(op);
        var plan = ReductionPlan.Of(op, this, dims);
        var x = plan.Arrange(this);
        var (outer, length, inner) = (plan.Outer, plan.Length, plan.Inner);
        var divisor = Math.Max(0, length - correction);
        var result = Uninitialized(plan.ResultShape(keepDim), _dtype);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32)
            Kernels.Variance.Block<float>(xData.Span<float>(), resultData.Span<float>(), outer, length, inner, divisor);
        else
            Kernels.Variance.Block<double>(xData.Span<double>(), resultData.Span<double>(), outer, length, inner, divisor);
        if (IsRecorded) new VarNode(this, dims.ToArray(), plan.KeptShape, divisor).Produce(result);
        return result;
    }

    private sealed class VarNode : Node
    {
        private readonly int[] _dims;
        private readonly Shape _keptShape;
        private readonly int _divisor;
        private SavedTensor _input;

        public VarNode(Tensor input, int[] dims, Shape keptShape, int divisor)
        {
            _dims = dims;
            _keptShape = keptShape;
            _divisor = divisor;
            _input = new SavedTensor(input);
            Connect(0, input);
        }

        public override string Name => "VarBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            inputs.Set(0, grad.ReshapeTo(_keptShape) * (2.0 / _divisor) * (x - x.Mean(_dims, keepDim: true)));
        }

        internal override void Release() => _input.Release();
    }
}
