namespace Autograd.NN;

public static partial class F
{
    /// <summary>The maximum of each window of a signal.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks>Gradient: g to the maximum, the first if there are several. NaN counts as the greatest.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Tensor MaxPool1d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        Tensor.MaxPool("MaxPool1d", 1, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode).Output;

    /// <summary>The maximum of each window of a signal and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks><see cref="MaxUnpool1d"/> takes the indices.</remarks>
    /// <inheritdoc cref="MaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) MaxPool1dWithIndices(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        WithIndices(Tensor.MaxPool("MaxPool1dWithIndices", 1, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode));

    /// <summary>The maximum of each window of an image.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks>Gradient: g to the maximum, the first if there are several. NaN counts as the greatest.</remarks>
    /// <inheritdoc cref="MaxPool1d" path="/exception"/>
    public static Tensor MaxPool2d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        Tensor.MaxPool("MaxPool2d", 2, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode).Output;

    /// <summary>The maximum of each window of an image and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks><see cref="MaxUnpool2d"/> takes the indices.</remarks>
    /// <inheritdoc cref="MaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) MaxPool2dWithIndices(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        WithIndices(Tensor.MaxPool("MaxPool2dWithIndices", 2, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode));

    /// <summary>The maximum of each window of a volume.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks>Gradient: g to the maximum, the first if there are several. NaN counts as the greatest.</remarks>
    /// <inheritdoc cref="MaxPool1d" path="/exception"/>
    public static Tensor MaxPool3d(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        Tensor.MaxPool("MaxPool3d", 3, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode).Output;

    /// <summary>The maximum of each window of a volume and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
    /// <param name="dilation">The distance of a window's elements, by default 1.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks><see cref="MaxUnpool3d"/> takes the indices.</remarks>
    /// <inheritdoc cref="MaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) MaxPool3dWithIndices(
        Tensor input, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false) =>
        WithIndices(Tensor.MaxPool("MaxPool3dWithIndices", 3, NotNull(input), NotNull(kernelSize), stride, padding, dilation, ceilMode));

    private static (Tensor Output, Tensor Indices) WithIndices((Tensor Output, Tensor Indices) pooled) =>
        (pooled.Output, pooled.Indices.To(DType.Int64));
}
