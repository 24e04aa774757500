namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The maximum of each of so many windows of an image at random distances, after B. Graham, "Fractional max-pooling" (2014).
    /// </summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="outputSize">The number of windows, one number or two.</param>
    /// <param name="outputRatio">Instead of it, the ratio of the output's to the input's size in each dimension.</param>
    /// <param name="randomSamples">
    /// The random numbers from 0 to 1, (N, C, 2), that determine the windows; drawn from the default generator by default.
    /// </param>
    /// <remarks>Gradient: g to the maximum. The windows of each channel of each sample have their own random numbers.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small, or a ratio not between 0 and 1.</exception>
    public static Tensor FractionalMaxPool2d(
        Tensor input, Shape kernelSize, Shape? outputSize = null, (double H, double W)? outputRatio = null, Tensor? randomSamples = null) =>
        Tensor.FractionalMaxPool(
            "FractionalMaxPool2d", 2, NotNull(input), NotNull(kernelSize), outputSize, outputRatio is { } ratio ? [ratio.H, ratio.W] : [], randomSamples).Output;

    /// <summary>The maxima of <see cref="FractionalMaxPool2d"/>, and their indices, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="outputSize">The number of windows, one number or two.</param>
    /// <param name="outputRatio">Instead of it, the ratio of the output's to the input's size in each dimension.</param>
    /// <param name="randomSamples">
    /// The random numbers from 0 to 1, (N, C, 2), that determine the windows; drawn from the default generator by default.
    /// </param>
    /// <inheritdoc cref="FractionalMaxPool2d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) FractionalMaxPool2dWithIndices(
        Tensor input, Shape kernelSize, Shape? outputSize = null, (double H, double W)? outputRatio = null, Tensor? randomSamples = null)
    {
        var (output, indices) = Tensor.FractionalMaxPool(
            "FractionalMaxPool2dWithIndices", 2, NotNull(input), NotNull(kernelSize), outputSize, outputRatio is { } ratio ? [ratio.H, ratio.W] : [], randomSamples);
        return (output, indices.To(DType.Int64));
    }

    /// <summary>
    /// The maximum of each of so many windows of a volume at random distances, after B. Graham, "Fractional max-pooling" (2014).
    /// </summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="outputSize">The number of windows, one number or three.</param>
    /// <param name="outputRatio">Instead of it, the ratio of the output's to the input's size in each dimension.</param>
    /// <param name="randomSamples">
    /// The random numbers from 0 to 1, (N, C, 3), that determine the windows; drawn from the default generator by default.
    /// </param>
    /// <remarks>Gradient: g to the maximum. The windows of each channel of each sample have their own random numbers.</remarks>
    /// <inheritdoc cref="FractionalMaxPool2d" path="/exception"/>
    public static Tensor FractionalMaxPool3d(
        Tensor input, Shape kernelSize, Shape? outputSize = null, (double D, double H, double W)? outputRatio = null, Tensor? randomSamples = null) =>
        Tensor.FractionalMaxPool(
            "FractionalMaxPool3d", 3, NotNull(input), NotNull(kernelSize), outputSize, outputRatio is { } ratio ? [ratio.D, ratio.H, ratio.W] : [], randomSamples).Output;

    /// <summary>The maxima of <see cref="FractionalMaxPool3d"/>, and their indices, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="outputSize">The number of windows, one number or three.</param>
    /// <param name="outputRatio">Instead of it, the ratio of the output's to the input's size in each dimension.</param>
    /// <param name="randomSamples">
    /// The random numbers from 0 to 1, (N, C, 3), that determine the windows; drawn from the default generator by default.
    /// </param>
    /// <inheritdoc cref="FractionalMaxPool2d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) FractionalMaxPool3dWithIndices(
        Tensor input, Shape kernelSize, Shape? outputSize = null, (double D, double H, double W)? outputRatio = null, Tensor? randomSamples = null)
    {
        var (output, indices) = Tensor.FractionalMaxPool(
            "FractionalMaxPool3dWithIndices", 3, NotNull(input), NotNull(kernelSize), outputSize, outputRatio is { } ratio ? [ratio.D, ratio.H, ratio.W] : [], randomSamples);
        return (output, indices.To(DType.Int64));
    }
}
