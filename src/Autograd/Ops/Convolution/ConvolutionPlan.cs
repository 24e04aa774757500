using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// The shapes of a convolution's input, weight and output. Each of the three is computed from the other two: the output
/// by the convolution, the other two by its gradients.
/// </summary>
internal sealed class ConvolutionPlan
{
    private ConvolutionPlan(Shape input, Shape weight, Shape output, ConvolutionShape sizes) =>
        (Input, Weight, Output, Sizes) = (input, weight, output, sizes);

    public Shape Input { get; }

    public Shape Weight { get; }

    public Shape Output { get; }

    public ConvolutionShape Sizes { get; }

    public static ConvolutionPlan Create(
        string op, Shape input, Shape weight, Shape output, int[] stride, int[] padding, int[] dilation, int groups)
    {
        var sizes = new ConvolutionShape
        {
            N = input.Sizes[0],
            Groups = groups,
            C = weight.Sizes[1],
            O = weight.Sizes[0] / groups,
            Input = Size3.From(input.Sizes[2..]),
            Kernel = Size3.From(weight.Sizes[2..]),
            Output = Size3.From(output.Sizes[2..]),
            Stride = Size3.From(stride),
            Dilation = Size3.From(dilation),
            Padding = Size3.From(padding, 0),
        };
        CheckPadded(op, sizes);
        return new ConvolutionPlan(input, weight, output, sizes);
    }

    /// <summary>Checks that a padded sample, which kernels make a copy of, fits into an array.</summary>
    public static void CheckPadded(string op, in ConvolutionShape sizes)
    {
        double elements = sizes.C;
        elements *= Extent(sizes.Output.D, sizes.Stride.D, sizes.Kernel.D, sizes.Dilation.D);
        elements *= Extent(sizes.Output.H, sizes.Stride.H, sizes.Kernel.H, sizes.Dilation.H);
        elements *= Extent(sizes.Output.W, sizes.Stride.W, sizes.Kernel.W, sizes.Dilation.W);
        if (elements > Array.MaxLength / 32)
            throw new ArgumentOutOfRangeException(
                null, $"{op}: a sample with its padding has {elements} elements, which are too many; at most {Array.MaxLength / 32}");
    }

    private static double Extent(long output, long stride, long kernel, long dilation) =>
        Math.Max((output - 1) * stride + (kernel - 1) * dilation + 1, 0);
}
