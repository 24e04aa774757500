namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The mean of all elements; NaN for an empty tensor.</summary>
    /// <param name="dtype">
    /// A floating type for the result, to which the elements are converted first. Required for integers.
    /// </param>
    /// <remarks>Gradient: g/n to every element.</remarks>
    /// <exception cref="ArgumentException">The tensor, or the type, is not floating.</exception>
    public Tensor Mean(DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Mean();
        CheckFloating("Mean");
        var result = InMemoryOrder().SumBlock(1, Numel, 1, Shape.Scalar, Numel);
        if (IsRecorded) new MeanNode(this, Shape.Scalar, Numel).SetHistory(result);
        return result;
    }

    /// <summary>The means over one dimension; NaN if its size is 0.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="dtype">
    /// A floating type for the result, to which the elements are converted first. Required for integers.
    /// </param>
    /// <remarks>Gradient: g/n, expanded over the dimension.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Mean(int dim, bool keepDim = false, DType? dtype = null) => Mean([dim], keepDim, dtype);

    /// <summary>The means over several dimensions; NaN if they hold no element.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <param name="dtype">
    /// A floating type for the result, to which the elements are converted first. Required for integers.
    /// </param>
    /// <remarks>Gradient: g/n, expanded over the dimensions.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Mean(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Mean(dims, keepDim);
        CheckFloating("Mean");
        var plan = ReductionPlan.Of("Mean", this, dims);
        var result = plan.ToBlock(this).SumBlock(plan.Outer, plan.Length, plan.Inner, plan.ResultShape(keepDim), plan.Length);
        if (IsRecorded) new MeanNode(this, plan.KeptShape, plan.Length).SetHistory(result);
        return result;
    }

    /// <summary>Throws if the tensor is not floating, for statistics whose results are fractions.</summary>
    private void CheckFloating(string op)
    {
        if (!_dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"{op}: the result is floating, and the tensor is {_dtype}; convert it with To(DType.Float32) first");
    }

    /// <summary>Divides the elements of a new result by a count, in place and unrecorded.</summary>
    private void DivideData(int count)
    {
        using var data = Write();
        if (_dtype == DType.Float32) Kernels.Sum.Divide(data.Span<float>(), count);
        else Kernels.Sum.Divide(data.Span<double>(), count);
    }

    private sealed class MeanNode : Node
    {
        private readonly Shape _inputShape;
        private readonly Shape _keptShape;
        private readonly int _count;

        public MeanNode(Tensor input, Shape keptShape, int count)
        {
            _inputShape = input._shape;
            _keptShape = keptShape;
            _count = count;
            Connect(0, input);
        }

        public override string Name => _keptShape.Count == 0 ? "MeanBackward0" : "MeanBackward1";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, (grad / _count).ReshapeTo(_keptShape).ExpandTo(_inputShape));
    }
}
