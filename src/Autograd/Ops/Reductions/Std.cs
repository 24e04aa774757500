namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The standard deviations over one dimension.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the root of the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>Gradient: g·(x − mean) / ((n − correction)·std); 0 where the deviation is 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(int dim, int correction = 1, bool keepDim = false) => Std([dim], correction, keepDim);

    /// <summary>
    /// The standard deviation of all elements, or the deviations over several dimensions: the root of the variance.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the root of the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>Gradient: g·(x − mean) / ((n − correction)·std); 0 where the deviation is 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        StandardDeviation(dims, correction, keepDim);

    private Tensor StandardDeviation(ReadOnlySpan<int> dims, int correction, bool keepDim)
    {
        CheckFloating("Std");
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).StandardDeviation(dims, correction, keepDim).To(_dtype);
        var plan = ReductionPlan.Of("Std", this, dims);
        var result = Uninitialized(plan.ResultShape(keepDim), _dtype);
        var divisor = Math.Max(0, plan.Length - correction);
        var needsFloat64 = VarianceData(plan, null, result, divisor, root: true);
        if (IsRecorded) new StdNode(this, result, dims, plan.KeptShape, divisor, needsFloat64).SetHistory(result);
        return result;
    }

    private sealed class StdNode : VarNode
    {
        private readonly Shape _keptShape;
        private SavedTensor _output;

        public StdNode(Tensor input, Tensor output, ReadOnlySpan<int> dims, Shape keptShape, int divisor, bool needsFloat64)
            : base(input, dims, keptShape, divisor, needsFloat64)
        {
            _keptShape = keptShape;
            _output = new SavedTensor(output);
        }

        public override string Name => "StdBackward0";

        internal override void Preserve(Tensor overwritten) => _output.Preserve(overwritten);

        internal override void Release()
        {
            base.Release();
            _output.Release();
        }

        // The divisor is 1 where the deviation is 0, so that neither this gradient nor its own gradient has a 0/0.
        protected override Tensor FromDeviations(Tensor grad, Tensor deviations)
        {
            var std = _output.Unpack(this).ReshapeTo(_keptShape).To(grad._dtype);
            var isZero = std.Eq(0);
            return base.FromDeviations(KeepWhere(grad / (std.MaskedFill(isZero, 1) * 2), ~isZero), deviations);
        }
    }
}
