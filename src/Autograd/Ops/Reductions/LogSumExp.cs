namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>log Σ exp(x) over one dimension, computed so that no exponential overflows.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>Integers become Float32 first. Gradient: g·exp(x − y).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor LogSumExp(int dim, bool keepDim = false) => LogSumExp([dim], keepDim);

    /// <summary>log Σ exp(x) over several dimensions, computed so that no exponential overflows.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>Integers become Float32 first. The result for no elements is −∞. Gradient: g·exp(x − y).</remarks>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor LogSumExp(ReadOnlySpan<int> dims, bool keepDim = false)
    {
        if (!_dtype.IsFloatingPoint()) return To(DType.Float32).LogSumExp(dims, keepDim);
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).LogSumExp(dims, keepDim).To(_dtype);
        var plan = ReductionPlan.Of("LogSumExp", this, dims);
        var x = plan.ToBlock(this);
        var shape = plan.ResultShape(keepDim);
        var result = Uninitialized(shape, _dtype);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32)
            Kernels.LogSumExp.Forward<float>(xData.Span<float>(), resultData.Span<float>(), plan.Outer, plan.Length, plan.Inner);
        else
            Kernels.LogSumExp.Forward<double>(xData.Span<double>(), resultData.Span<double>(), plan.Outer, plan.Length, plan.Inner);
        if (IsRecorded) new LogSumExpNode(this, result, plan.KeptShape).SetHistory(result);
        return result;
    }

    private sealed class LogSumExpNode : Node
    {
        private readonly Shape _keptShape;
        private SavedTensor _input;
        private SavedTensor _output;

        public LogSumExpNode(Tensor input, Tensor output, Shape keptShape)
        {
            _keptShape = keptShape;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "LogsumexpBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0,
            grad.ReshapeTo(_keptShape) * (_input.Unpack(this) - _output.Unpack(this).ReshapeTo(_keptShape)).Exp());

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }
    }
}
