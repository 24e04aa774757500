namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The variances and the means over one dimension, in one pass.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(int dim, int correction = 1, bool keepDim = false) => VarMean([dim], correction, keepDim);

    /// <summary>The variance and the mean of all elements, or those over several dimensions, in one pass.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        SpreadAndMean("VarMean", dims, correction, keepDim, root: false);

    /// <summary>The standard deviations and the means over one dimension, in one pass.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the root of the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(int dim, int correction = 1, bool keepDim = false) => StdMean([dim], correction, keepDim);

    /// <summary>
    /// The standard deviation and the mean of all elements, or those over several dimensions, in one pass.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the root of the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        SpreadAndMean("StdMean", dims, correction, keepDim, root: true);

    private (Tensor Spread, Tensor Mean) SpreadAndMean(string op, ReadOnlySpan<int> dims, int correction, bool keepDim, bool root)
    {
        CheckFloating(op);
        if (_dtype.IsReducedFloatingPoint())
        {
            var wide = To(DType.Float32).SpreadAndMean(op, dims, correction, keepDim, root);
            return (wide.Spread.To(_dtype), wide.Mean.To(_dtype));
        }

        var plan = ReductionPlan.Of(op, this, dims);
        var divisor = Math.Max(0, plan.Length - correction);
        var mean = Uninitialized(plan.ResultShape(keepDim), _dtype);
        var spread = Uninitialized(mean._shape, _dtype);
        var needsFloat64 = VarianceData(plan, mean, spread, divisor, root);
        if (!IsRecorded) return (spread, mean);
        if (root) new StdNode(this, spread, dims, plan.KeptShape, divisor, needsFloat64).SetHistory(spread);
        else new VarNode(this, dims, plan.KeptShape, divisor, needsFloat64).SetHistory(spread);
        new MeanNode(this, plan.KeptShape, plan.Length).SetHistory(mean);
        return (spread, mean);
    }
}
