namespace Autograd.NN;

/// <summary>Cross-correlates a volume with learned kernels, and adds a bias; see <see cref="F.Conv3d"/>.</summary>
/// <remarks>
/// Shapes: (N, inChannels, D, H, W) → (N, outChannels, …), or both without the batch. <see cref="ConvNd"/> says how the
/// parameters are initialized.
/// </remarks>
public sealed class Conv3d : ConvolutionModule
{
    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="inChannels">The channels of the input.</param>
    /// <param name="outChannels">The channels of the output.</param>
    /// <param name="kernelSize">The size of a kernel, one number or three.</param>
    /// <param name="stride">The distance of the kernel's positions, by default 1.</param>
    /// <param name="padding">The padding on both sides, by default none.</param>
    /// <param name="dilation">The distance of the input's elements that a kernel covers, by default 1.</param>
    /// <param name="groups">The groups of channels; each of the output sees only the input's of the same.</param>
    /// <param name="bias">True if the layer has a bias.</param>
    /// <param name="paddingMode">The elements to pad with; <see cref="PadMode.Constant"/> is zeros.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// The channels are no multiples of the groups, there are too many numbers, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the mode is not a member.</exception>
    public Conv3d(
        int inChannels, int outChannels, Shape kernelSize, Shape? stride = null, Padding? padding = null, Shape? dilation = null,
        int groups = 1, bool bias = true, PadMode paddingMode = PadMode.Constant, DType dtype = DType.Float32)
        : base("Conv3d", 3, inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode, dtype)
    {
    }
}
