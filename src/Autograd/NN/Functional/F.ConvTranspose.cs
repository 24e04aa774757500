namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The transpose of <see cref="Conv1d"/>: adds w[c, o, k]·x[n, c, t] to y[n, o, stride·t + dilation·k − padding].
    /// </summary>
    /// <param name="input">(N, inChannels, L), or (inChannels, L) without a batch.</param>
    /// <param name="weight">w: (inChannels, outChannels / groups, kernel).</param>
    /// <param name="bias">(outChannels), added to every element; or null.</param>
    /// <param name="stride">The distance of the kernel's positions in the output, by default 1.</param>
    /// <param name="padding">The elements that are left out at both ends, by default none.</param>
    /// <param name="outputPadding">
    /// The elements that are added at the end, less than the stride or the dilation; by default none.
    /// </param>
    /// <param name="groups">The groups of channels.</param>
    /// <param name="dilation">The distance of the output's elements that a kernel covers, by default 1.</param>
    /// <returns>(N, outChannels, (L − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1).</returns>
    /// <remarks>Gradients: the convolution of g to the input, the correlation of g with the input to the weight.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together, or nothing is left of a dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A stride, dilation or the groups are less than 1.
    /// </exception>
    public static Tensor ConvTranspose1d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Shape? padding = null, Shape? outputPadding = null,
        int groups = 1, Shape? dilation = null) =>
        Tensor.ConvolutionTransposed(
            "ConvTranspose1d", 1, NotNull(input), NotNull(weight), bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>The transpose of <see cref="Conv2d"/>; see <see cref="ConvTranspose1d"/>.</summary>
    /// <param name="input">(N, inChannels, H, W), or (inChannels, H, W) without a batch.</param>
    /// <param name="weight">(inChannels, outChannels / groups, kH, kW).</param>
    /// <param name="bias">(outChannels), added to every element; or null.</param>
    /// <param name="stride">The distance of the kernel's positions in the output, by default 1.</param>
    /// <param name="padding">The elements that are left out on all sides, by default none.</param>
    /// <param name="outputPadding">The elements that are added at the ends, by default none.</param>
    /// <param name="groups">The groups of channels.</param>
    /// <param name="dilation">The distance of the output's elements that a kernel covers, by default 1.</param>
    /// <inheritdoc cref="ConvTranspose1d" path="/exception"/>
    public static Tensor ConvTranspose2d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Shape? padding = null, Shape? outputPadding = null,
        int groups = 1, Shape? dilation = null) =>
        Tensor.ConvolutionTransposed(
            "ConvTranspose2d", 2, NotNull(input), NotNull(weight), bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>The transpose of <see cref="Conv3d"/>; see <see cref="ConvTranspose1d"/>.</summary>
    /// <param name="input">(N, inChannels, D, H, W), or (inChannels, D, H, W) without a batch.</param>
    /// <param name="weight">(inChannels, outChannels / groups, kD, kH, kW).</param>
    /// <param name="bias">(outChannels), added to every element; or null.</param>
    /// <param name="stride">The distance of the kernel's positions in the output, by default 1.</param>
    /// <param name="padding">The elements that are left out on all sides, by default none.</param>
    /// <param name="outputPadding">The elements that are added at the ends, by default none.</param>
    /// <param name="groups">The groups of channels.</param>
    /// <param name="dilation">The distance of the output's elements that a kernel covers, by default 1.</param>
    /// <inheritdoc cref="ConvTranspose1d" path="/exception"/>
    public static Tensor ConvTranspose3d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Shape? padding = null, Shape? outputPadding = null,
        int groups = 1, Shape? dilation = null) =>
        Tensor.ConvolutionTransposed(
            "ConvTranspose3d", 3, NotNull(input), NotNull(weight), bias, stride, padding, outputPadding, groups, dilation);
}
