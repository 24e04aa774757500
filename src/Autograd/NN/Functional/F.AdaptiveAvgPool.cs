namespace Autograd.NN;

public static partial class F
{
    /// <summary>The mean of each of so many windows of a signal, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="outputSize">The number of windows.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor AdaptiveAvgPool1d(Tensor input, int outputSize) =>
        Tensor.AdaptiveAvgPool("AdaptiveAvgPool1d", 1, NotNull(input), [outputSize]);

    /// <summary>The mean of each of so many windows of an image, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveAvgPool1d" path="/exception"/>
    public static Tensor AdaptiveAvgPool2d(Tensor input, int outputSize) =>
        Tensor.AdaptiveAvgPool("AdaptiveAvgPool2d", 2, NotNull(input), [outputSize]);

    /// <summary>The mean of each of so many windows of an image, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveAvgPool1d" path="/exception"/>
    public static Tensor AdaptiveAvgPool2d(Tensor input, (int?, int?) outputSize) =>
        Tensor.AdaptiveAvgPool("AdaptiveAvgPool2d", 2, NotNull(input), [outputSize.Item1, outputSize.Item2]);

    /// <summary>The mean of each of so many windows of a volume, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveAvgPool1d" path="/exception"/>
    public static Tensor AdaptiveAvgPool3d(Tensor input, int outputSize) =>
        Tensor.AdaptiveAvgPool("AdaptiveAvgPool3d", 3, NotNull(input), [outputSize]);

    /// <summary>The mean of each of so many windows of a volume, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveAvgPool1d" path="/exception"/>
    public static Tensor AdaptiveAvgPool3d(Tensor input, (int?, int?, int?) outputSize) =>
        Tensor.AdaptiveAvgPool("AdaptiveAvgPool3d", 3, NotNull(input), [outputSize.Item1, outputSize.Item2, outputSize.Item3]);
}
