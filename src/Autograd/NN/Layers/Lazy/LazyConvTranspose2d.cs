namespace Autograd.NN;

/// <summary>A <see cref="ConvTranspose2d"/> whose inChannels are those of its first input.</summary>
/// <remarks>
/// The state of the initialized layer is that of a <see cref="ConvTranspose2d"/>, and so are the initial values.
/// </remarks>
public sealed class LazyConvTranspose2d : ConvTransposeModule, ILazyModule
{
    /// <summary>Makes the layer, without parameters.</summary>
    /// <param name="outChannels">The channels of the output.</param>
    /// <param name="kernelSize">The size of a kernel, one number or two.</param>
    /// <param name="stride">The distance of the kernel's positions in the output, by default 1.</param>
    /// <param name="padding">The elements that are left out on both sides, by default none.</param>
    /// <param name="outputPadding">
    /// The elements that are added at the end, less than the stride or the dilation; by default none.
    /// </param>
    /// <param name="groups">The groups of channels.</param>
    /// <param name="bias">True if the layer has a bias.</param>
    /// <param name="dilation">The distance of the output's elements that a kernel covers, by default 1.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// outChannels is no multiple of the groups, there are too many numbers, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public LazyConvTranspose2d(
        int outChannels, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? outputPadding = null, int groups = 1,
        bool bias = true, Shape? dilation = null, DType dtype = DType.Float32)
        : base("LazyConvTranspose2d", 2, null, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation, dtype)
    {
    }

    /// <inheritdoc/>
    public bool HasUninitializedParams => IsUninitialized;
}
