using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sum of all elements; Int64 for integers and bools.</summary>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g to every element.</remarks>
    public Tensor Sum(DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Sum().To(type);
        var result = InMemoryOrder().SumBlock(1, Numel, 1, Shape.Scalar);
        if (IsRecorded) new SumNode(this, Shape.Scalar).SetHistory(result);
        return result;
    }

    /// <summary>The sums over one dimension; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g, expanded over the dimension.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Sum(int dim, bool keepDim = false, DType? dtype = null) => Sum([dim], keepDim, dtype);

    /// <summary>The sums over several dimensions; Int64 for integers and bools.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g, expanded over the dimensions.</remarks>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Sum(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Sum(dims, keepDim).To(type);
        return SumOf("Sum", dims, keepDim);
    }

    /// <summary>The sums over some dimensions; errors begin with the name of the calling operation.</summary>
    private Tensor SumOf(string op, ReadOnlySpan<int> dims, bool keepDim = false)
    {
        var plan = ReductionPlan.Of(op, this, dims);
        var x = plan.ToBlock(this);
        var result = x.SumBlock(plan.Outer, plan.Length, plan.Inner, plan.ResultShape(keepDim));
        if (IsRecorded) new SumNode(this, plan.KeptShape).SetHistory(result);
        return result;
    }

    /// <summary>Sums a gradient over the dimensions that broadcasting expanded.</summary>
    internal Tensor SumToShape(Shape shape)
    {
        var lead = NDim - shape.Count;
        Span<int> dims = stackalloc int[NDim];
        var n = 0;
        for (var d = 0; d < NDim; d++)
            if (d < lead || (shape.Sizes[d - lead] == 1 && _shape.Sizes[d] != 1)) dims[n++] = d;
        return (n == 0 ? this : n == NDim ? Sum() : Sum(dims[..n])).ReshapeTo(shape);
    }

    /// <summary>
    /// Sums the rows of each block of a contiguous tensor and divides the sums by a number; see
    /// <see cref="ReductionPlan"/>.
    /// </summary>
    private Tensor SumBlock(int outer, int length, int inner, Shape shape, int divisor = 1)
    {
        if (_dtype == DType.Float32) return SumFloats(outer, length, inner, shape, divisor);
        if (_dtype.IsReducedFloatingPoint()) return Detached(DType.Float32).SumBlock(outer, length, inner, shape, divisor).To(_dtype);
        if (_dtype is not (DType.Float64 or DType.Int64 or DType.Bool)) return To(DType.Int64).SumBlock(outer, length, inner, shape);
        var result = Uninitialized(shape, _dtype == DType.Bool ? DType.Int64 : _dtype);
        if (_dtype == DType.Float64) SumTo<double>(result, outer, length, inner);
        else if (_dtype == DType.Bool) Apply<bool, long, CountKernel>(new CountKernel(outer, length, inner), this, result);
        else SumTo<long>(result, outer, length, inner);
        if (divisor != 1) result.DivideData(divisor);
        return result;
    }

    private Tensor SumFloats(int outer, int length, int inner, Shape shape, int divisor)
    {
        var result = Uninitialized<float>(shape);
        var isFinite = Apply<float, float, bool, FloatSumKernel>(new FloatSumKernel(outer, length, inner, divisor), this, result);
        if (!isFinite && length > 1) RecomputeOverflow(result, outer, length, inner, divisor);
        return result;
    }

    private void SumTo<T>(Tensor result, int outer, int length, int inner) where T : unmanaged, INumber<T> =>
        Apply<T, T, SumKernel<T>>(new SumKernel<T>(outer, length, inner), this, result);

    private readonly struct SumKernel<T>(int outer, int length, int inner) : IUnaryKernel<T, T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => Kernels.Sum.Block(x, y, outer, length, inner);
    }

    private readonly struct CountKernel(int outer, int length, int inner) : IUnaryKernel<bool, long>
    {
        public void Invoke(ReadOnlySpan<bool> x, Span<long> y) => NonzeroCount.Block(x, y, outer, length, inner);
    }

    /// <summary>Sums or means; false if one of them is not finite.</summary>
    private readonly struct FloatSumKernel(int outer, int length, int inner, int divisor) : IReductionKernel<float, float, bool>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Invoke(ReadOnlySpan<float> x, Span<float> y)
        {
            Kernels.Sum.Block<float>(x, y, outer, length, inner);
            if (y.Length == 1)
            {
                var sum = y[0];
                if (divisor != 1) y[0] = sum / divisor;
                return float.IsFinite(sum);
            }

            if (divisor != 1) Kernels.Sum.Divide(y, divisor);
            return float.IsFinite(TensorPrimitives.Sum<float>(y));
        }
    }

    /// <summary>
    /// Computes Float32 sums and means again in Float64 where they are not finite: a partial sum may have overflowed
    /// although the result fits.
    /// </summary>
    private void RecomputeOverflow(Tensor sums, int outer, int length, int inner, int divisor)
    {
        var x = Detached(DType.Float64);
        var wide = Uninitialized<double>(sums._shape);
        using var sumsData = sums.Write();
        using var xData = x.Read();
        using var wideData = wide.Write();
        var results = sumsData.Span<float>();
        var exact = wideData.Span<double>();
        Kernels.Sum.Block<double>(xData.Span<double>(), exact, outer, length, inner);
        for (var i = 0; i < results.Length; i++)
            if (!float.IsFinite(results[i])) results[i] = (float)(exact[i] / divisor);
    }

    private sealed class SumNode : Node
    {
        private readonly Shape _inputShape;
        private readonly Shape _keptShape;

        public SumNode(Tensor input, Shape keptShape)
        {
            _inputShape = input._shape;
            _keptShape = keptShape;
            Connect(0, input);
        }

        public override string Name => _keptShape.Count == 0 ? "SumBackward0" : "SumBackward1";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.ReshapeTo(_keptShape).ExpandTo(_inputShape));
    }
}
