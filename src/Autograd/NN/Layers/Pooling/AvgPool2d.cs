namespace Autograd.NN;

/// <summary>The mean of each window of an image; see <see cref="F.AvgPool2d"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number or two.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The zeros on both sides, at most half of a window; by default none.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
/// <param name="countIncludePad">True if the zeros of the padding count as elements of a window.</param>
/// <param name="divisorOverride">A number to divide each sum by, instead of the size of the window.</param>
public sealed class AvgPool2d(
    Shape kernelSize, Shape? stride = null, Shape? padding = null, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null)
    : AvgPoolNd("AvgPool2d", 2, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
