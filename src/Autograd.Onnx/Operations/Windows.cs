using Autograd.Kernels;

namespace Autograd.Onnx;

/// <summary>
/// How the windows of a convolution or a pool lie in each spatial dimension. Padding at the end is as much as the last
/// window reaches over, which gives the output's size whatever way it was rounded.
/// </summary>
internal sealed class Windows
{
    private Windows(long[] kernel, long[] strides, long[] dilations, long[] before, long[] after) =>
        (Kernel, Strides, Dilations, Before, After) = (kernel, strides, dilations, before, after);

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    public long[] Before { get; }

    public long[] After { get; }

    /// <summary>The attribute pads: those before each dimension, and those behind.</summary>
    public long[] Pads => [.. Before, .. After];

    /// <summary>The number of elements of a window.</summary>
    public long Area => Kernel.Aggregate(1L, (product, size) => product * size);

    /// <summary>Reads sizes of one to three spatial dimensions, which must give the same attributes in each run.</summary>
    public static Windows Of(OpWriter op, int rank, ConvolutionShape[] runs)
    {
        var windows = Array.ConvertAll(runs, sizes => Of(sizes, rank));
        foreach (var other in windows)
            if (!other.Pads.AsSpan().SequenceEqual(windows[0].Pads)) throw op.Unsupported("its padding depends on the size of a dynamic axis");
        return windows[0];
    }

    private static Windows Of(ConvolutionShape sizes, int rank)
    {
        long[] kernel = Last(sizes.Kernel, rank), strides = Last(sizes.Stride, rank);
        long[] dilations = Last(sizes.Dilation, rank), before = Last(sizes.Padding, rank);
        long[] input = Last(sizes.Input, rank), output = Last(sizes.Output, rank);
        var after = new long[rank];
        for (var d = 0; d < rank; d++)
        {
            var extent = dilations[d] * (kernel[d] - 1) + 1;
            var isSymmetric = (input[d] + 2 * before[d] - extent) / strides[d] + 1 == output[d];
            after[d] = isSymmetric ? before[d] : Math.Max(0, (output[d] - 1) * strides[d] + extent - input[d] - before[d]);
        }

        return new Windows(kernel, strides, dilations, before, after);
    }

    /// <summary>The last numbers of three.</summary>
    public static long[] Last(Size3 size, int rank) => [.. new long[] { size.D, size.H, size.W }[^rank..]];
}
