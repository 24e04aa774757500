using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// Convolution and the two products that are its gradients, as matrix products over patches that are packed a block at
/// a time; the matrix of all patches never exists.
/// </summary>
/// <remarks>All memories are contiguous. Sizes are checked by the operation.</remarks>
internal static unsafe class Convolution
{
    /// <summary>The fewest multiply-adds worth a turn of a thread.</summary>
    private const long Grain = 1 << 19;

    /// <summary>y = x ∗ w + bias; an empty bias is none.</summary>
    public static void Output<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        if (y.IsEmpty)
            return;
        if (shape.K == 0)
        {
            FillChannels(y, shape.P, bias);
            return;
        }

        fixed (T* px = x, pw = w, pb = bias, py = y)
        {
            var job = new ConvolutionJob { Shape = shape, X = px, W = pw, Bias = pb, Y = py };
            if (DepthwiseConvolution.IsApplicable<T>(shape))
                MatMulKernels.Run<T, DepthwiseConvolution.OutputKernel>(new() { Job = job });
            else
                MatMulKernels.Run<T, ConvolutionOutput>(new() { Job = job });
        }
    }

    /// <summary>The gradient x of the input for that of the output, y; plus a bias for each channel, if there is one.</summary>
    public static void Input<T>(in ConvolutionShape shape, ReadOnlySpan<T> y, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> x)
        where T : unmanaged, INumber<T>
    {
        if (x.IsEmpty)
            return;
        if (shape.O == 0 || shape.P == 0)
        {
            FillChannels(x, shape.Input.Product, bias);
            return;
        }

        fixed (T* px = x, pw = w, pb = bias, py = y)
        {
            var job = new ConvolutionJob { Shape = shape, X = px, W = pw, Bias = pb, Y = py };
            if (DepthwiseConvolution.IsApplicable<T>(shape))
                MatMulKernels.Run<T, DepthwiseConvolution.InputKernel>(new() { Job = job });
            else if (MirroredConvolution.IsApplicable(shape))
                MirroredConvolution.Run<T>(job);
            else
                MatMulKernels.Run<T, ConvolutionInput>(new() { Job = job });
        }
    }

    /// <summary>The gradient w of the weight for the input and the gradient y of the output.</summary>
    public static void Weight<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> w)
        where T : unmanaged, INumber<T>
    {
        if (w.IsEmpty)
            return;
        if (x.IsEmpty || y.IsEmpty)
        {
            w.Clear();
            return;
        }

        fixed (T* px = x, pw = w, py = y)
        {
            var job = new ConvolutionJob { Shape = shape, X = px, W = pw, Y = py };
            if (DepthwiseConvolution.IsApplicable<T>(shape))
                MatMulKernels.Run<T, DepthwiseConvolution.WeightKernel>(new() { Job = job });
            else
                MatMulKernels.Run<T, ConvolutionWeight>(new() { Job = job });
        }
    }

    /// <summary>Runs parts of a convolution, each of about the same work, on all threads for which there is enough.</summary>
    public static void Share<TAction>(in ConvolutionShape shape, int parts, in TAction action)
        where TAction : struct, IRangeAction
        => ThreadTeam.For(parts, (int)Math.Clamp(Grain / Math.Max(shape.Work / parts, 1), 1, parts), action);

    private static void FillChannels<T>(Span<T> target, int length, ReadOnlySpan<T> bias)
        where T : unmanaged
    {
        if (bias.IsEmpty)
        {
            target.Clear();
            return;
        }

        for (var i = 0; i < target.Length / length; i++)
            target.Slice(i * length, length).Fill(bias[i % bias.Length]);
    }
}

/// <summary>The operands of a convolution, pinned.</summary>
internal unsafe struct ConvolutionJob
{
    public ConvolutionShape Shape;

    public void* X, W, Bias, Y;
}
