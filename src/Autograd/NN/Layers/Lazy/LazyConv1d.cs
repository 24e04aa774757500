namespace Autograd.NN;

/// <summary>A <see cref="Conv1d"/> whose inChannels are those of its first input.</summary>
/// <remarks>The state of the initialized layer is that of a <see cref="Conv1d"/>, and so are the initial values.</remarks>
public sealed class LazyConv1d : ConvolutionModule, ILazyModule
{
    /// <summary>Makes the layer, without parameters.</summary>
    /// <param name="outChannels">The channels of the output.</param>
    /// <param name="kernelSize">The size of a kernel, one number.</param>
    /// <param name="stride">The distance of the kernel's positions, by default 1.</param>
    /// <param name="padding">The padding on both sides, by default none.</param>
    /// <param name="dilation">The distance of the input's elements that a kernel covers, by default 1.</param>
    /// <param name="groups">The groups of channels; each of the output sees only the input's of the same.</param>
    /// <param name="bias">True if the layer has a bias.</param>
    /// <param name="paddingMode">The elements to pad with; <see cref="PadMode.Constant"/> is zeros.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// outChannels is no multiple of the groups, there are too many numbers, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the mode is not a member.</exception>
    public LazyConv1d(
        int outChannels, Shape kernelSize, Shape? stride = null, Padding? padding = null, Shape? dilation = null, int groups = 1,
        bool bias = true, PadMode paddingMode = PadMode.Constant, DType dtype = DType.Float32)
        : base("LazyConv1d", 1, null, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode, dtype)
    {
    }

    /// <inheritdoc/>
    public bool HasUninitializedParams => IsUninitialized;
}
