namespace Autograd.NN;

/// <summary>The p-norm of each window of a volume; see <see cref="F.LpPool3d"/>.</summary>
/// <remarks>Shapes: (N, C, D, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">The size of a window, one number or three.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
public sealed class LPPool3d(double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false)
    : LPPoolNd("LPPool3d", 3, normType, kernelSize, stride, ceilMode);
