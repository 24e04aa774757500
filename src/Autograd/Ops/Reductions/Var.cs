using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The variances over one dimension, Σ (x − mean)² / (n − correction).</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>Gradient: g·2·(x − mean) / (n − correction).</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(int dim, int correction = 1, bool keepDim = false) => Var([dim], correction, keepDim);

    /// <summary>
    /// The variance of all elements, or the variances over several dimensions: Σ (x − mean)² / (n − correction).
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">
    /// 1 for the sample's estimate (Bessel's correction), 0 for the mean square deviation, NumPy's default.
    /// </param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>Gradient: g·2·(x − mean) / (n − correction).</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        Variance("Var", dims, correction, keepDim);

    private Tensor Variance(string op, ReadOnlySpan<int> dims, int correction, bool keepDim)
    {
        CheckFloating(op);
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).Variance(op, dims, correction, keepDim).To(_dtype);
        var plan = ReductionPlan.Of(op, this, dims);
        var result = Uninitialized(plan.ResultShape(keepDim), _dtype);
        var divisor = Math.Max(0, plan.Length - correction);
        var needsFloat64 = VarianceData(plan, null, result, divisor, root: false);
        if (IsRecorded) new VarNode(this, dims, plan.KeptShape, divisor, needsFloat64).SetHistory(result);
        return result;
    }

    /// <summary>
    /// Writes variances or their square roots, and the means if a tensor is given for them. Returns true if some
    /// variances had to be computed in Float64; their gradients need Float64 too.
    /// </summary>
    private bool VarianceData(ReductionPlan plan, Tensor? means, Tensor result, int divisor, bool root)
    {
        var x = plan.ToBlock(this);
        return _dtype == DType.Float32
            ? VarianceData<float>(x, plan, means, result, divisor, root)
            : VarianceData<double>(x, plan, means, result, divisor, root);
    }

    private static bool VarianceData<T>(Tensor x, ReductionPlan plan, Tensor? means, Tensor result, int divisor, bool root)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var xData = x.Read();
        using var resultData = result.Write();
        if (means is null)
            return Kernels.Variance.Block<T>(
                xData.Span<T>(), resultData.Span<T>(), plan.Outer, plan.Length, plan.Inner, divisor, root);
        using var meansData = means.Write();
        return Kernels.Variance.Block<T>(
            xData.Span<T>(), meansData.Span<T>(), resultData.Span<T>(), plan.Outer, plan.Length, plan.Inner, divisor, root);
    }

    private class VarNode : Node
    {
        private readonly int[] _dims;
        private readonly Shape _keptShape;
        private readonly bool _needsFloat64;
        private SavedTensor _input;

        public VarNode(Tensor input, ReadOnlySpan<int> dims, Shape keptShape, int divisor, bool needsFloat64)
        {
            _dims = dims.ToArray();
            _keptShape = keptShape;
            Divisor = divisor;
            _needsFloat64 = needsFloat64;
            _input = new SavedTensor(input);
            Connect(0, input);
        }

        public override string Name => "VarBackward0";

        protected int Divisor { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            if (!_needsFloat64)
            {
                inputs.Set(0, FromDeviations(grad.ReshapeTo(_keptShape), x - x.Mean(_dims, keepDim: true)));
                return;
            }

            // Subtracting the mean of the deviations removes the rounding error of the first mean.
            var wide = x.To(DType.Float64);
            var deviations = wide - wide.Mean(_dims, keepDim: true);
            deviations -= deviations.Mean(_dims, keepDim: true);
            inputs.Set(0, FromDeviations(grad.ReshapeTo(_keptShape).To(DType.Float64), deviations).To(x._dtype));
        }

        internal override void Release() => _input.Release();

        /// <summary>
        /// The input's gradient, from the result's gradient (in the kept shape) and the deviations from the mean.
        /// </summary>
        protected virtual Tensor FromDeviations(Tensor grad, Tensor deviations) => grad * (2.0 / Divisor) * deviations;
    }
}
