namespace Autograd.NN;

/// <summary>The p-norm of each window of a signal; see <see cref="F.LpPool1d"/>.</summary>
/// <remarks>Shapes: (N, C, L) → (N, C, …), or both without the batch.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">The size of a window, one number.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
public sealed class LPPool1d(double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false)
    : LPPoolNd("LPPool1d", 1, normType, kernelSize, stride, ceilMode);
