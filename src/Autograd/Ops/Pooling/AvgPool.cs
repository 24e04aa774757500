using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.AvgPool2d"/> and its siblings.</summary>
    internal static Tensor AvgPool(
        string op, int rank, Tensor input, Shape kernelSize, Shape? stride, Shape? padding, bool ceilMode, bool countIncludePad,
        int? divisorOverride)
    {
        PoolPlan.CheckFloating(op, input);
        if (rank == 3) input = Autocast.ToFloat32(input);
        if (input._dtype.IsReducedFloatingPoint())
        {
            return AvgPool(
                op, rank, input.To(DType.Float32), kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride).To(input._dtype);
        }

        if (divisorOverride == 0)
            throw new ArgumentOutOfRangeException(nameof(divisorOverride), $"{op}: divisorOverride is 0; pass another number, or null");
        var (sizes, output) = PoolPlan.Create(op, rank, input._shape, kernelSize, stride, padding, null, ceilMode);
        var divisors = Uninitialized(Shape.Create(sizes.P), input._dtype);
        using var divisorData = divisors.Write();
        if (input._dtype == DType.Float32) FillDivisors(sizes, countIncludePad, divisorOverride, divisorData.Span<float>());
        else FillDivisors(sizes, countIncludePad, divisorOverride, divisorData.Span<double>());
        var plan = new AvgPoolPlan(sizes, input._shape, output, divisors, $"AvgPool{Math.Max(rank, 2)}DBackward0");
        var result = AvgPool(input, plan, isTransposed: false);
        Tracing.Note(result, "rank", rank);
        return result;
    }

    private static Tensor AvgPool(Tensor input, AvgPoolPlan plan, bool isTransposed)
    {
        var x = input.Contiguous();
        var result = Uninitialized(isTransposed ? plan.Input : plan.Output, x._dtype);
        if (x._dtype == DType.Float32) RunAvgPool<float>(x, plan, isTransposed, result);
        else RunAvgPool<double>(x, plan, isTransposed, result);
        if (x.IsRecorded) new AvgPoolNode(x, plan, isTransposed).SetHistory(result);
        return result;
    }

    private static void RunAvgPool<T>(Tensor x, AvgPoolPlan plan, bool isTransposed, Tensor result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var xData = x.Read();
        using var divisorData = plan.Divisors.Read();
        using var resultData = result.Write();
        if (isTransposed) AveragePooling.RunTransposed(plan.Sizes, xData.Span<T>(), divisorData.Span<T>(), resultData.Span<T>());
        else AveragePooling.Run(plan.Sizes, xData.Span<T>(), divisorData.Span<T>(), resultData.Span<T>());
    }

    private static void FillDivisors<T>(in ConvolutionShape sizes, bool countIncludePad, int? divisorOverride, Span<T> divisors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (divisorOverride is { } number)
        {
            divisors.Fill(T.CreateChecked(number));
            return;
        }

        var i = 0;
        for (var d = 0; d < sizes.Output.D; d++)
        {
            var depth = Counted(d, sizes.Stride.D, sizes.Padding.D, sizes.Kernel.D, sizes.Input.D, countIncludePad);
            for (var h = 0; h < sizes.Output.H; h++)
            {
                var area = depth * Counted(h, sizes.Stride.H, sizes.Padding.H, sizes.Kernel.H, sizes.Input.H, countIncludePad);
                for (var w = 0; w < sizes.Output.W; w++)
                    divisors[i++] = T.CreateChecked(
                        area * Counted(w, sizes.Stride.W, sizes.Padding.W, sizes.Kernel.W, sizes.Input.W, countIncludePad));
            }
        }
    }

    /// <summary>The elements of a window along one dimension, without what is beyond the padding, and maybe without that.</summary>
    private static long Counted(int window, int stride, int padding, int kernel, int size, bool countIncludePad)
    {
        long start = (long)window * stride - padding, end = Math.Min(start + kernel, size + padding);
        return countIncludePad ? end - start : Math.Min(end, size) - Math.Max(start, 0);
    }

    /// <summary>The windows of an average, and the divisor of each.</summary>
    internal sealed record AvgPoolPlan(ConvolutionShape Sizes, Shape Input, Shape Output, Tensor Divisors, string Name);

    private sealed class AvgPoolNode : Node
    {
        private readonly AvgPoolPlan _plan;
        private readonly bool _isTransposed;

        public AvgPoolNode(Tensor input, AvgPoolPlan plan, bool isTransposed)
        {
            (_plan, _isTransposed) = (plan, isTransposed);
            Connect(0, input);
        }

        public override string Name => _isTransposed ? _plan.Name.Replace("Backward0", "BackwardBackward0", StringComparison.Ordinal) : _plan.Name;

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, AvgPool(grad, _plan, !_isTransposed));
    }
}
