namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Cross-correlates a signal with kernels: y[n, o, t] = b[o] + Σ w[o, c, k]·x[n, c, stride·t + dilation·k − padding].
    /// </summary>
    /// <param name="input">(N, inChannels, L), or (inChannels, L) without a batch.</param>
    /// <param name="weight">w: (outChannels, inChannels / groups, kernel).</param>
    /// <param name="bias">b: (outChannels), or null.</param>
    /// <param name="stride">The distance of the kernel's positions, by default 1.</param>
    /// <param name="padding">
    /// The zeros at both ends, by default none; <see cref="Padding.Same"/> for an output of the input's size.
    /// </param>
    /// <param name="dilation">The distance of the input's elements that a kernel covers, by default 1.</param>
    /// <param name="groups">The groups of channels; each of the output sees only the input's of the same.</param>
    /// <returns>(N, outChannels, (L + 2·padding − dilation·(kernel − 1) − 1) / stride + 1), rounded down.</returns>
    /// <remarks>
    /// Operands of different types are promoted; integers wrap around. Gradients: a transposed convolution of g to the
    /// input, the correlation of the input with g to the weight, the sums of g's channels to the bias.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A stride, dilation or the groups are less than 1, or a padding is negative.
    /// </exception>
    public static Tensor Conv1d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Padding? padding = null, Shape? dilation = null, int groups = 1) =>
        Tensor.Convolution("Conv1d", 1, NotNull(input), NotNull(weight), bias, stride, padding, dilation, groups);

    /// <summary>Cross-correlates an image with kernels; see <see cref="Conv1d"/>.</summary>
    /// <param name="input">(N, inChannels, H, W), or (inChannels, H, W) without a batch.</param>
    /// <param name="weight">(outChannels, inChannels / groups, kH, kW).</param>
    /// <param name="bias">(outChannels), or null.</param>
    /// <param name="stride">The distance of the kernel's positions, one number or two; by default 1.</param>
    /// <param name="padding">
    /// The zeros on both sides, one number or two, by default none; <see cref="Padding.Same"/> for an output of the input's
    /// size.
    /// </param>
    /// <param name="dilation">The distance of the input's elements that a kernel covers; by default 1.</param>
    /// <param name="groups">The groups of channels; each of the output sees only the input's of the same.</param>
    /// <inheritdoc cref="Conv1d" path="/exception"/>
    public static Tensor Conv2d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Padding? padding = null, Shape? dilation = null, int groups = 1) =>
        Tensor.Convolution("Conv2d", 2, NotNull(input), NotNull(weight), bias, stride, padding, dilation, groups);

    /// <summary>Cross-correlates a volume with kernels; see <see cref="Conv1d"/>.</summary>
    /// <param name="input">(N, inChannels, D, H, W), or (inChannels, D, H, W) without a batch.</param>
    /// <param name="weight">(outChannels, inChannels / groups, kD, kH, kW).</param>
    /// <param name="bias">(outChannels), or null.</param>
    /// <param name="stride">The distance of the kernel's positions, one number or three; by default 1.</param>
    /// <param name="padding">
    /// The zeros on both sides, one number or three, by default none; <see cref="Padding.Same"/> for an output of the
    /// input's size.
    /// </param>
    /// <param name="dilation">The distance of the input's elements that a kernel covers; by default 1.</param>
    /// <param name="groups">The groups of channels; each of the output sees only the input's of the same.</param>
    /// <inheritdoc cref="Conv1d" path="/exception"/>
    public static Tensor Conv3d(
        Tensor input, Tensor weight, Tensor? bias = null, Shape? stride = null, Padding? padding = null, Shape? dilation = null, int groups = 1) =>
        Tensor.Convolution("Conv3d", 3, NotNull(input), NotNull(weight), bias, stride, padding, dilation, groups);
}
