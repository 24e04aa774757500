namespace Autograd.NN;

public static partial class F
{
    /// <summary>The mean of each window of a signal.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The zeros on both sides, at most half of a window; by default none.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <param name="countIncludePad">True if the zeros of the padding count as elements of a window.</param>
    /// <remarks>Gradient: g / size to each element of a window.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or the divisor is 0.</exception>
    public static Tensor AvgPool1d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, bool ceilMode = false,
        bool countIncludePad = true) =>
        Tensor.AvgPool(
            "AvgPool1d", 1, NotNull(input), NotNull(kernelSize), stride, padding, ceilMode, countIncludePad, null);

    /// <summary>The mean of each window of an image.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The zeros on both sides, at most half of a window; by default none.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <param name="countIncludePad">True if the zeros of the padding count as elements of a window.</param>
    /// <param name="divisorOverride">A number to divide each sum by, instead of the size of the window.</param>
    /// <remarks>Gradient: g / size to each element of a window.</remarks>
    /// <inheritdoc cref="AvgPool1d" path="/exception"/>
    public static Tensor AvgPool2d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, bool ceilMode = false,
        bool countIncludePad = true, int? divisorOverride = null) =>
        Tensor.AvgPool(
            "AvgPool2d", 2, NotNull(input), NotNull(kernelSize), stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The mean of each window of a volume.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The zeros on both sides, at most half of a window; by default none.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <param name="countIncludePad">True if the zeros of the padding count as elements of a window.</param>
    /// <param name="divisorOverride">A number to divide each sum by, instead of the size of the window.</param>
    /// <remarks>Gradient: g / size to each element of a window.</remarks>
    /// <inheritdoc cref="AvgPool1d" path="/exception"/>
    public static Tensor AvgPool3d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, bool ceilMode = false,
        bool countIncludePad = true, int? divisorOverride = null) =>
        Tensor.AvgPool(
            "AvgPool3d", 3, NotNull(input), NotNull(kernelSize), stride, padding, ceilMode, countIncludePad, divisorOverride);
}
