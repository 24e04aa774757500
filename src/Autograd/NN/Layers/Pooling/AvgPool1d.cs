namespace Autograd.NN;

/// <summary>The mean of each window of a signal; see <see cref="F.AvgPool1d"/>.</summary>
/// <remarks>Shapes: (N, C, L) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The zeros on both sides, at most half of a window; by default none.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
/// <param name="countIncludePad">True if the zeros of the padding count as elements of a window.</param>
public sealed class AvgPool1d(
    Shape kernelSize, Shape? stride = null, Shape? padding = null, bool ceilMode = false, bool countIncludePad = true)
    : AvgPoolNd("AvgPool1d", 1, kernelSize, stride, padding, ceilMode, countIncludePad, null);
