using Autograd.Kernels;

namespace Autograd.Onnx;

/// <summary>Convolutions.</summary>
internal sealed partial class OperationTable
{
    private void AddConvolutions()
    {
        Add("ConvolutionNode", Convolution);
        Add("ColumnsNode", Columns);
    }

    private static Value Convolution(OpWriter op)
    {
        var plans = op.GetEach<ConvolutionPlan>("plan") ?? throw op.Unsupported("its sizes were not recorded");
        var rank = plans[0].Weight.Count - 2;
        var sizes = Array.ConvertAll(plans, plan => plan.Sizes);
        var part = op.Get<ConvolutionPart>("part");
        if (part == ConvolutionPart.Weight) throw op.Unsupported("it is the gradient of a weight");
        if (part == ConvolutionPart.Output)
        {
            var windows = Windows.Of(op, rank, sizes);
            return op.Emit(
                "Conv", [op.In(0), op.In(1), op.InIfAny(2)], ("kernel_shape", windows.Kernel), ("strides", windows.Strides),
                ("dilations", windows.Dilations), ("pads", windows.Pads), ("group", (long)sizes[0].Groups));
        }

        var added = Array.ConvertAll(sizes, run => OutputPadding(run, rank));
        if (added.Any(run => !run.AsSpan().SequenceEqual(added[0]))) throw op.Unsupported("its outputPadding depends on the size of a dynamic axis");
        long[] kernel = Windows.Last(sizes[0].Kernel, rank), strides = Windows.Last(sizes[0].Stride, rank);
        var pads = Windows.Last(sizes[0].Padding, rank);
        return op.Emit(
            "ConvTranspose", [op.In(0), op.In(1), op.InIfAny(2)], ("kernel_shape", kernel), ("strides", strides),
            ("dilations", Windows.Last(sizes[0].Dilation, rank)), ("pads", (long[])[.. pads, .. pads]), ("output_padding", added[0]),
            ("group", (long)sizes[0].Groups));
    }

    private static long[] OutputPadding(ConvolutionShape sizes, int rank)
    {
        long[] image = Windows.Last(sizes.Input, rank), input = Windows.Last(sizes.Output, rank);
        long[] kernel = Windows.Last(sizes.Kernel, rank), strides = Windows.Last(sizes.Stride, rank);
        long[] dilations = Windows.Last(sizes.Dilation, rank), pads = Windows.Last(sizes.Padding, rank);
        return [.. Enumerable.Range(0, rank).Select(d => image[d] - ((input[d] - 1) * strides[d] - 2 * pads[d] + dilations[d] * (kernel[d] - 1) + 1))];
    }

    // Patches are the results of a convolution whose kernels have a single 1; they are summed by the transposed one.
    private static Value Columns(OpWriter op)
    {
        var sizes = op.GetEach<ConvolutionShape>("sizes") ?? throw op.Unsupported("its sizes were not recorded");
        if (!op.OutType.IsFloatingPoint()) throw op.Unsupported("it is defined for floating numbers alone there");
        var (size, toColumns) = (sizes[0], op.Get<bool>("toColumns"));
        var taps = size.Kernel.H * size.Kernel.W;
        var kernels = op.Constant(Tensor.Eye(taps).To(op.OutType).Repeat(size.C, 1).Reshape(size.C * taps, 1, size.Kernel.H, size.Kernel.W));
        long[] strides = [size.Stride.H, size.Stride.W], dilations = [size.Dilation.H, size.Dilation.W], pads = [size.Padding.H, size.Padding.W];
        var isBatch = op.InShape(0).Length == (toColumns ? 4 : 3);
        var x = isBatch ? op.In(0) : op.Unsqueeze(op.In(0), 0);
        if (toColumns)
        {
            var patches = op.Emit(
                "Conv", [x, kernels], ("kernel_shape", (long[])[size.Kernel.H, size.Kernel.W]), ("strides", strides), ("dilations", dilations),
                ("pads", (long[])[.. pads, .. pads]), ("group", (long)size.C));
            return op.Reshape(patches, null, op.OutShape());
        }

        if (sizes.Any(run => run.Output != size.Output || run.Input != size.Input))
            throw op.Unsupported("its image depends on the size of a dynamic axis");
        var columns = op.Emit("Reshape", x, op.Ints(-1, size.C * taps, size.Output.H, size.Output.W));
        var image = op.Emit(
            "ConvTranspose", [columns, kernels], ("kernel_shape", (long[])[size.Kernel.H, size.Kernel.W]), ("strides", strides),
            ("dilations", dilations), ("pads", (long[])[.. pads, .. pads]), ("output_padding", OutputPadding(size, 2)), ("group", (long)size.C));
        return isBatch ? image : op.Squeeze(image, 0);
    }
}
