namespace Autograd.NN;

/// <summary>The maximum of each window of an image; see <see cref="F.MaxPool2d"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number or two.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The elements −∞ on both sides, at most half of a window; by default none.</param>
/// <param name="dilation">The distance of a window's elements, by default 1.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
public sealed class MaxPool2d(
    Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? dilation = null, bool ceilMode = false)
    : MaxPoolNd("MaxPool2d", 2, kernelSize, stride, padding, dilation, ceilMode);
