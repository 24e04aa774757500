using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Implements <see cref="NN.F.FractionalMaxPool2d"/> and its sibling; the indices are Int32, within each plane.
    /// </summary>
    internal static (Tensor Output, Tensor Indices) FractionalMaxPool(
        string op, int rank, Tensor input, Shape kernelSize, Shape? outputSize, ReadOnlySpan<double> outputRatio, Tensor? randomSamples)
    {
        PoolPlan.CheckFloating(op, input);
        PoolPlan.CheckInput(op, rank, input._shape);
        if (input._dtype.IsReducedFloatingPoint())
        {
            var (wide, at) = FractionalMaxPool(
                op, rank, input.To(DType.Float32), kernelSize, outputSize, outputRatio, randomSamples);
            return (wide.To(input._dtype), at);
        }

        var kernel = SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, rank, 1);
        if (outputSize is null == outputRatio.IsEmpty)
            throw new ArgumentException($"{op}: {(outputSize is null ? "neither outputSize nor" : "both outputSize and")} outputRatio; pass one of them");
        var counts = new int[rank];
        var sizes = new long[input.NDim];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = input._shape.Sizes[d];
        if (outputSize is not null) counts = SpatialNumbers.Of(op, "outputSize", outputSize.Sizes, rank, 1);
        for (var d = 0; d < rank; d++)
        {
            var size = input._shape.Sizes[^(rank - d)];
            if (outputSize is null) counts[d] = FractionOf(op, size, outputRatio[d]);
            if (counts[d] + kernel[d] - 1L > size)
                throw new ArgumentException(
                    $"{op}: {counts[d]} windows of size {kernel[d]} in a dimension of size {size}; there can be at most {size - kernel[d] + 1L}");
            sizes[^(rank - d)] = counts[d];
        }

        var output = Shape.ForResult(op, sizes);
        var planes = Shape.Create(input.NDim == rank + 2 ? input._shape.Sizes[0] : 1, input._shape.Sizes[^(rank + 1)], rank);
        if (randomSamples is not null && !randomSamples._shape.Equals(planes))
            throw new ArgumentException($"{op}: randomSamples of shape {randomSamples._shape} for an input of shape {input._shape}; they must be {planes}");
        var samples = (randomSamples ?? Rand(planes, input._dtype)).To(input._dtype).Contiguous();
        var x = input.Contiguous();
        var result = Uninitialized(output, x._dtype);
        var indices = Uninitialized<int>(output);
        if (x._dtype == DType.Float32) RunFractional<float>(x, samples, kernel, counts, result, indices);
        else RunFractional<double>(x, samples, kernel, counts, result, indices);
        if (x.IsRecorded)
            new PlaneIndexNode(x, indices, rank, isPut: false, isSum: true, $"FractionalMaxPool{rank}DBackward0").SetHistory(result);
        return (result, indices);
    }

    private static int FractionOf(string op, int size, double ratio)
    {
        if (!(ratio > 0 && ratio < 1))
            throw new ArgumentOutOfRangeException("outputRatio", $"{op}: outputRatio {ratio}; it must be between 0 and 1");
        return (int)(size * ratio);
    }

    private static void RunFractional<T>(Tensor x, Tensor samples, int[] kernel, int[] counts, Tensor result, Tensor indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rank = kernel.Length;
        var size = Size3.From(x._shape.Sizes[^rank..]);
        using var xData = x.Read();
        using var samplesData = samples.Read();
        using var resultData = result.Write();
        using var indicesData = indices.Write();
        var draws = samplesData.Span<T>();
        int inputs = PlaneSize(x._shape, rank), outputs = PlaneSize(result._shape, rank);
        for (var plane = 0; plane < draws.Length / rank; plane++)
        {
            var u = draws.Slice(plane * rank, rank);
            var one = new PoolWindows([0], [1]);

            // PyTorch's two-dimensional kernel draws the width first, its three-dimensional one last.
            var d = rank == 3 ? PoolWindows.Fractional(u[0], size.D, counts[0], kernel[0]) : one;
            var h = PoolWindows.Fractional(u[1], size.H, counts[^2], kernel[^2]);
            var w = PoolWindows.Fractional(rank == 3 ? u[2] : u[0], size.W, counts[^1], kernel[^1]);
            new WindowPooling(size, d, h, w).Max(
                xData.Span<T>().Slice(plane * inputs, inputs), resultData.Span<T>().Slice(plane * outputs, outputs),
                indicesData.Span<int>().Slice(plane * outputs, outputs));
        }
    }
}
