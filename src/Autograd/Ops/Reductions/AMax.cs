using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The greatest of all elements; NaN if any is NaN. The same as <see cref="Max()"/>.</summary>
    /// <remarks>
    /// Gradient: g, shared evenly by the elements that are equal to the result, or by all NaNs if the result is NaN.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public Tensor AMax() => ExtremumOver<Greatest>("AMax", [], keepDim: false);

    /// <summary>The greatest elements over one dimension; NaN if any is NaN.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>
    /// Gradient: g, shared evenly by the elements that are equal to the result, or by all NaNs if the result is NaN
    /// (PyTorch's gradient is NaN then). <see cref="Max(int, bool)"/> gives all of g to one element.
    /// </remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor AMax(int dim, bool keepDim = false) => AMax([dim], keepDim);

    /// <summary>The greatest elements over several dimensions; NaN if any is NaN.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>
    /// Gradient: g, shared evenly by the elements that are equal to the result, or by all NaNs if the result is NaN.
    /// </remarks>
    /// <exception cref="ArgumentException">The dimensions hold no element, or one is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor AMax(ReadOnlySpan<int> dims, bool keepDim = false) => ExtremumOver<Greatest>("AMax", dims, keepDim);

    /// <summary>The smallest of all elements; NaN if any is NaN. The same as <see cref="Min()"/>.</summary>
    /// <remarks>
    /// Gradient: g, shared evenly by the elements that are equal to the result, or by all NaNs if the result is NaN.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public Tensor AMin() => ExtremumOver<Smallest>("AMin", [], keepDim: false);

    /// <summary>The smallest elements over one dimension; NaN if any is NaN.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>Gradient: the same rule as for <see cref="AMax(int, bool)"/>.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor AMin(int dim, bool keepDim = false) => AMin([dim], keepDim);

    /// <summary>The smallest elements over several dimensions; NaN if any is NaN.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>Gradient: the same rule as for <see cref="AMax(int, bool)"/>.</remarks>
    /// <exception cref="ArgumentException">The dimensions hold no element, or one is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor AMin(ReadOnlySpan<int> dims, bool keepDim = false) => ExtremumOver<Smallest>("AMin", dims, keepDim);

    /// <summary>The smallest and the greatest element; both NaN if any is NaN.</summary>
    /// <remarks>Gradient: the g of each result, shared evenly by the elements that are equal to it.</remarks>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public (Tensor Min, Tensor Max) AMinMax() =>
        (ExtremumOver<Smallest>("AMinMax", [], keepDim: false), ExtremumOver<Greatest>("AMinMax", [], keepDim: false));

    /// <summary>The smallest and the greatest elements over one dimension; both NaN if any is NaN.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <remarks>Gradient: the g of each result, shared evenly by the elements that are equal to it.</remarks>
    /// <exception cref="ArgumentException">The dimension's size is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Min, Tensor Max) AMinMax(int dim, bool keepDim = false) =>
        (ExtremumOver<Smallest>("AMinMax", [dim], keepDim), ExtremumOver<Greatest>("AMinMax", [dim], keepDim));

    private Tensor ExtremumOver<TOrder>(string op, ReadOnlySpan<int> dims, bool keepDim) where TOrder : struct, IExtremum
    {
        if (_dtype == DType.Bool) return AsBytes().ExtremumOver<TOrder>(op, dims, keepDim).To(DType.Bool);
        var plan = ReductionPlan.Of(op, this, dims);
        if (plan.Length == 0)
            throw new ArgumentException(
                $"{op}: shape {_shape} has no element to choose from over {(dims.IsEmpty ? "all dimensions" : "dims " + Shape.Format(dims))}");
        var result = plan.ToBlock(this).OnNumbers<BestOver<TOrder>, Tensor>(op, new BestOver<TOrder>(plan, plan.ResultShape(keepDim)));
        if (IsRecorded) new ExtremumOverNode<TOrder>(this, result, plan.KeptShape, dims.ToArray()).SetHistory(result);
        return result;
    }

    /// <summary>
    /// True where the element equals that of a tensor that broadcasts with this one; NaN equals NaN here.
    /// </summary>
    private Tensor IsSameNumberAs(Tensor other)
    {
        var (isEqual, isNan) = (Eq(other), other.Ne(other));
        return isNan.ContainsBoolean(true) ? isEqual | (Ne(this) & isNan) : isEqual;
    }

    /// <summary>Divides a gradient evenly among the elements where a mask is true; the others get 0.</summary>
    private static Tensor ShareAmong(Tensor mask, Tensor grad, int[] dims, DType dtype) =>
        KeepWhere(grad / mask.Sum(dims, keepDim: true).To(dtype), mask);

    private readonly struct BestOver<TOrder>(ReductionPlan plan, Shape shape) : INumberAction<Tensor> where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var result = Uninitialized<T>(shape);
            using var xData = x.Read();
            using var resultData = result.Write();
            ExtremumBlock.Find<T, TOrder>(xData.Span<T>(), resultData.Span<T>(), plan.Outer, plan.Length, plan.Inner);
            return result;
        }
    }

    private sealed class ExtremumOverNode<TOrder> : Node where TOrder : struct, IExtremum
    {
        private readonly Shape _keptShape;
        private readonly int[] _dims;
        private SavedTensor _input;
        private SavedTensor _output;

        public ExtremumOverNode(Tensor input, Tensor output, Shape keptShape, int[] dims)
        {
            _keptShape = keptShape;
            _dims = dims;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "A" + TOrder.Name.ToLowerInvariant() + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var isBest = x.IsSameNumberAs(_output.Unpack(this).ReshapeTo(_keptShape));
            inputs.Set(0, ShareAmong(isBest, grad.ReshapeTo(_keptShape), _dims, x._dtype));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }
    }
}
