using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The gradient of the input of a convolution with stride 1: the convolution of the output's gradient with the kernels
/// turned around, and inputs and outputs exchanged.
/// </summary>
/// <remarks>Its patches are gathered and not added up, which takes less time, once the kernels are turned around.</remarks>
internal static unsafe class MirroredConvolution
{
    /// <summary>The fewest patches for which turning the kernels around pays, and the fewest channels.</summary>
    private const int MinPatches = 1000, MinChannels = 48;

    public static bool IsApplicable(in ConvolutionShape shape)
    {
        var padding = PaddingOf(shape);
        return shape.Stride == Size3.One && shape.Taps > 1 && shape.C >= MinChannels && (long)shape.N * shape.P >= MinPatches
            && padding is { D: >= 0, H: >= 0, W: >= 0 };
    }

    /// <summary>The convolution that computes the gradient of the input.</summary>
    public static ConvolutionShape ShapeOf(in ConvolutionShape shape) => shape with
    {
        C = shape.O,
        O = shape.C,
        Input = shape.Output,
        Output = shape.Input,
        Padding = PaddingOf(shape),
    };

    /// <summary>Computes job.X from job.Y and job.W.</summary>
    public static void Run<T>(in ConvolutionJob job)
        where T : unmanaged, INumber<T>
    {
        var shape = job.Shape;
        var turned = new T[shape.Groups * shape.O * shape.K];
        fixed (T* weights = turned)
        {
            Turn(shape, (T*)job.W, weights);
            MatMulKernels.Run<T, ConvolutionOutput>(
                new() { Job = new ConvolutionJob { Shape = ShapeOf(shape), X = job.Y, W = weights, Bias = job.Bias, Y = job.X } });
        }
    }

    private static Size3 PaddingOf(in ConvolutionShape shape) => new(
        (shape.Kernel.D - 1) * shape.Dilation.D - shape.Padding.D,
        (shape.Kernel.H - 1) * shape.Dilation.H - shape.Padding.H,
        (shape.Kernel.W - 1) * shape.Dilation.W - shape.Padding.W);

    private static void Turn<T>(in ConvolutionShape shape, T* source, T* target)
        where T : unmanaged
    {
        int taps = shape.Taps, outputs = shape.O;
        for (var group = 0; group < shape.Groups; group++, target += (nint)outputs * shape.K)
            for (var o = 0; o < outputs; o++)
                for (var c = 0; c < shape.C; c++, source += taps)
                {
                    var to = target + ((nint)c * outputs + o) * taps + taps - 1;
                    for (var t = 0; t < taps; t++)
                        *to-- = source[t];
                }
    }
}
