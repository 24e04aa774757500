namespace Autograd.NN;

/// <summary>The p-norm of each window of an image; see <see cref="F.LpPool2d"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">The size of a window, one number or two.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
public sealed class LPPool2d(double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false)
    : LPPoolNd("LPPool2d", 2, normType, kernelSize, stride, ceilMode);
