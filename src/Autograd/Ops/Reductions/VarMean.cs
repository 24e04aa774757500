namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The variances and the means over one dimension, in one go.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the mean square deviation, as NumPy has it.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(int dim, int correction = 1, bool keepDim = false) => VarMean([dim], correction, keepDim);

    /// <summary>The variance and the mean of all elements, or those over several dimensions, in one go.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the mean square deviation, as NumPy has it.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        VarianceAndMean("VarMean", dims, correction, keepDim);

    /// <summary>The standard deviations and the means over one dimension, in one go.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the root of the mean square, as NumPy has it.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(int dim, int correction = 1, bool keepDim = false) => StdMean([dim], correction, keepDim);

    /// <summary>The standard deviation and the mean of all elements, or those over several dimensions, in one go.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the root of the mean square, as NumPy has it.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false)
    {
        var (variance, mean) = VarianceAndMean("StdMean", dims, correction, keepDim);
        return (variance.FloatUnary<RootOp>(), mean);
    }

    private (Tensor Variance, Tensor Mean) VarianceAndMean(string op, ReadOnlySpan<int> dims, int correction, bool keepDim)
    {
        CheckFloating(op);
        var plan = ReductionPlan.Of(op, this, dims);
        var x = plan.Arrange(this);
        var (outer, length, inner) = (plan.Outer, plan.Length, plan.Inner);
        var divisor = Math.Max(0, length - correction);
        var mean = Uninitialized(plan.ResultShape(keepDim), _dtype);
        var variance = Uninitialized(mean._shape, _dtype);
        using var xData = x.Read();
        using var meanData = mean.Write();
        using var varianceData = variance.Write();
        if (_dtype == DType.Float32)
            Kernels.Variance.Block<float>(xData.Span<float>(), meanData.Span<float>(), varianceData.Span<float>(), outer, length, inner, divisor);
        else
            Kernels.Variance.Block<double>(xData.Span<double>(), meanData.Span<double>(), varianceData.Span<double>(), outer, length, inner, divisor);
        if (!IsRecorded) return (variance, mean);
        new VarNode(this, dims.ToArray(), plan.KeptShape, divisor).Produce(variance);
        new MeanNode(this, plan.KeptShape, length).Produce(mean);
        return (variance, mean);
    }
}
