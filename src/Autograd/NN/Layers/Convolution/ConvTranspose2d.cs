namespace Autograd.NN;

/// <summary>
/// The transpose of a convolution of an image, which makes it larger, with learned kernels and a bias; see
/// <see cref="F.ConvTranspose2d"/>.
/// </summary>
/// <remarks>
/// Shapes: (N, inChannels, H, W) → (N, outChannels, …), or both without the batch. <see cref="ConvNd"/> says how the
/// parameters are initialized.
/// </remarks>
public sealed class ConvTranspose2d : ConvTransposeModule
{
    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="inChannels">The channels of the input.</param>
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
    /// The channels are no multiples of the groups, there are too many numbers, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? outputPadding = null,
        int groups = 1, bool bias = true, Shape? dilation = null, DType dtype = DType.Float32)
        : base(
            "ConvTranspose2d", 2, inChannels, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation, dtype)
    {
    }
}
