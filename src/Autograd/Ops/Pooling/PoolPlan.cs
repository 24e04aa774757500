using Autograd.Kernels;

namespace Autograd;

/// <summary>The sizes of a pooling of planes: windows of one size at equal distances.</summary>
internal static class PoolPlan
{
    /// <summary>
    /// Checks the arguments of a pooling of rank 2 or 3 and returns its sizes, with all planes as samples, and the shape of
    /// the result.
    /// </summary>
    /// <param name="op">The public method.</param>
    /// <param name="rank">The rank that the caller of the public method sees, 1 to 3.</param>
    /// <param name="input">The shape of the input, with or without a batch.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">The distance of windows; by default their size.</param>
    /// <param name="padding">The padding, at most half of the size of a window.</param>
    /// <param name="dilation">The distance of a window's elements.</param>
    /// <param name="ceilMode">True for windows that reach beyond the end, as long as they begin inside of it.</param>
    public static (ConvolutionShape Sizes, Shape Output) Create(
        string op, int rank, Shape input, Shape kernelSize, Shape? stride, Shape? padding, Shape? dilation, bool ceilMode)
    {
        CheckInput(op, rank, input);
        var kernel = SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, rank, 1);
        var strides = SpatialNumbers.Of(op, "stride", stride is null ? kernelSize.Sizes : stride.Sizes, rank, 1);
        var paddings = SpatialNumbers.Of(op, "padding", padding, rank, 0, 0);
        var dilations = SpatialNumbers.Of(op, "dilation", dilation, rank, 1, 1);
        var sizes = new long[input.Count];
        var counts = new int[rank];
        for (var d = 0; d < input.Count - rank; d++) sizes[d] = input.Sizes[d];
        for (var d = 0; d < rank; d++)
        {
            if (paddings[d] > kernel[d] / 2)
                throw new ArgumentException(
                    $"{op}: padding {Shape.Format<int>(paddings)} for a kernel of size {Shape.Format<int>(kernel)}; "
                    + "each number can be at most half of the kernel's");
            long size = input.Sizes[^(rank - d)], extent = (long)dilations[d] * (kernel[d] - 1) + 1;
            var room = Shape.CheckSize(op, size + 2L * paddings[d]) - extent;
            var count = (long)Math.Floor((room + (ceilMode ? strides[d] - 1.0 : 0)) / strides[d]) + 1;

            // The last window must begin inside of the input or of the padding before it.
            if (ceilMode && (count - 1) * strides[d] >= size + paddings[d]) count--;
            if (count < 1)
                throw new ArgumentException(
                    $"{op}: a window that reaches over {extent} elements of a dimension of size {size} with padding {paddings[d]}; "
                    + $"it can reach over at most {size + 2L * paddings[d]}");
            sizes[^(rank - d)] = count;
            counts[d] = (int)count;
        }

        var output = Shape.ForResult(op, sizes);
        var shape = new ConvolutionShape
        {
            N = CountPlanes(rank, input),
            Groups = 1,
            C = 1,
            O = 1,
            Input = Size3.From(input.Sizes[^rank..]),
            Kernel = Size3.From(kernel),
            Output = Size3.From(counts),
            Stride = Size3.From(strides),
            Dilation = Size3.From(dilations),
            Padding = Size3.From(paddings, 0),
        };
        ConvolutionPlan.CheckPadded(op, shape);
        return (shape, output);
    }

    /// <summary>Checks that an input is a batch of planes with channels, or one sample of it.</summary>
    public static void CheckInput(string op, int rank, Shape input)
    {
        if (input.Count != rank + 1 && input.Count != rank + 2)
            throw new ArgumentException(
                $"{op}: an input of shape {input}; it must be {SpatialNumbers.Names(rank, "N, C, ")}, "
                + $"or {SpatialNumbers.Names(rank, "C, ")} without a batch");
        if (input.Sizes[1..].Contains(0) && (input.Count == rank + 1 || input.Sizes[2..].Contains(0)))
            throw new ArgumentException($"{op}: an input of shape {input}; only the batch or the channels may be empty");
    }

    /// <summary>The number of planes of an input.</summary>
    public static int CountPlanes(int rank, Shape input)
    {
        var planes = 1;
        foreach (var size in input.Sizes[..^rank]) planes *= size;
        return planes;
    }

    public static void CheckFloating(string op, Tensor input)
    {
        if (!input.DType.IsFloatingPoint())
            throw new ArgumentException($"{op}: the input is {input.DType}; it must be floating: convert with Float()");
    }
}
