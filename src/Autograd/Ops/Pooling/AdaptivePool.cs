using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.AdaptiveAvgPool2d(Tensor, int)"/> and its siblings.</summary>
    internal static Tensor AdaptiveAvgPool(string op, int rank, Tensor input, ReadOnlySpan<int?> outputSize)
    {
        PoolPlan.CheckFloating(op, input);
        if (rank == 3) input = Autocast.ToFloat32(input);
        var output = AdaptiveShape(op, rank, input._shape, outputSize);
        if (rank > 1 && output.Sizes[^rank..].IndexOfAnyExcept(1) < 0)
            return input.Mean(rank == 2 ? [-2, -1] : [-3, -2, -1], keepDim: true);
        return AdaptiveAvg(input, new AdaptivePlan(rank, input._shape, output), isTransposed: false);
    }

    /// <summary>Implements <see cref="NN.F.AdaptiveMaxPool2d(Tensor, int)"/> and its siblings.</summary>
    internal static (Tensor Output, Tensor Indices) AdaptiveMaxPool(string op, int rank, Tensor input, ReadOnlySpan<int?> outputSize)
    {
        PoolPlan.CheckFloating(op, input);
        if (input._dtype.IsReducedFloatingPoint())
        {
            var (wide, at) = AdaptiveMaxPool(op, rank, input.To(DType.Float32), outputSize);
            return (wide.To(input._dtype), at);
        }

        var output = AdaptiveShape(op, rank, input._shape, outputSize);
        var x = input.Contiguous();
        var result = Uninitialized(output, x._dtype);
        var indices = Uninitialized<int>(output);
        var windows = new AdaptivePlan(rank, x._shape, output).Windows;
        using var xData = x.Read();
        using var resultData = result.Write();
        using var indicesData = indices.Write();
        if (x._dtype == DType.Float32) windows.Max(xData.Span<float>(), resultData.Span<float>(), indicesData.Span<int>());
        else windows.Max(xData.Span<double>(), resultData.Span<double>(), indicesData.Span<int>());
        if (x.IsRecorded)
            new PlaneIndexNode(x, indices, rank, isPut: false, isSum: true, $"AdaptiveMaxPool{Math.Max(rank, 2)}DBackward0").SetHistory(result);
        return (result, indices);
    }

    // Each window has an entry in a table, also if the batch is empty.
    private const int MaxAdaptiveSize = 1 << 28;

    private static Shape AdaptiveShape(string op, int rank, Shape input, ReadOnlySpan<int?> outputSize)
    {
        PoolPlan.CheckInput(op, rank, input);
        var sizes = new long[input.Count];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = input.Sizes[d];
        for (var d = 0; d < rank; d++)
        {
            if (outputSize[outputSize.Length == 1 ? 0 : d] is not { } size) continue;
            if (size < 0)
                throw new ArgumentOutOfRangeException(nameof(outputSize), $"{op}: an output of size {size}; it must be 0 or more");
            if (size > MaxAdaptiveSize)
                throw new ArgumentOutOfRangeException(nameof(outputSize), $"{op}: an output of size {size}; it can be at most {MaxAdaptiveSize}");
            sizes[^(rank - d)] = size;
        }

        return Shape.ForResult(op, sizes);
    }

    private static Tensor AdaptiveAvg(Tensor input, AdaptivePlan plan, bool isTransposed)
    {
        if (input._dtype.IsReducedFloatingPoint()) return AdaptiveAvg(input.To(DType.Float32), plan, isTransposed).To(input._dtype);
        var x = input.Contiguous();
        var result = Uninitialized(isTransposed ? plan.Input : plan.Output, x._dtype);
        if (x._dtype == DType.Float32) RunAdaptiveAvg<float>(x, plan, isTransposed, result);
        else RunAdaptiveAvg<double>(x, plan, isTransposed, result);
        if (x.IsRecorded) new AdaptiveAvgNode(x, plan, isTransposed).SetHistory(result);
        return result;
    }

    private static void RunAdaptiveAvg<T>(Tensor x, AdaptivePlan plan, bool isTransposed, Tensor result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var xData = x.Read();
        using var resultData = result.Write();
        if (isTransposed) plan.Windows.AverageTransposed(xData.Span<T>(), resultData.Span<T>());
        else plan.Windows.Average(xData.Span<T>(), resultData.Span<T>());
    }

    /// <summary>The windows that cut an input into so many parts.</summary>
    internal sealed class AdaptivePlan
    {
        public AdaptivePlan(int rank, Shape input, Shape output)
        {
            (Rank, Input, Output) = (rank, input, output);
            var (from, to) = (Size3.From(input.Sizes[^rank..]), Size3.From(output.Sizes[^rank..]));
            Windows = new WindowPooling(
                from, PoolWindows.Adaptive(from.D, to.D), PoolWindows.Adaptive(from.H, to.H), PoolWindows.Adaptive(from.W, to.W));
        }

        public int Rank { get; }

        public Shape Input { get; }

        public Shape Output { get; }

        public WindowPooling Windows { get; }
    }

    private sealed class AdaptiveAvgNode : Node
    {
        private readonly AdaptivePlan _plan;
        private readonly bool _isTransposed;

        public AdaptiveAvgNode(Tensor input, AdaptivePlan plan, bool isTransposed)
        {
            (_plan, _isTransposed) = (plan, isTransposed);
            Connect(0, input);
        }

        public override string Name =>
            $"AdaptiveAvgPool{Math.Max(_plan.Rank, 2)}D{(_isTransposed ? "BackwardBackward0" : "Backward0")}";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, AdaptiveAvg(grad, _plan, !_isTransposed));
    }
}
