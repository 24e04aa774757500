namespace Autograd.NN;

/// <summary>Writes maxima to where they were in a volume, and zeros elsewhere; see <see cref="F.MaxUnpool3d"/>.</summary>
/// <remarks>Shapes: (N, C, D, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number or three.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The padding of the windows, by default none.</param>
public sealed class MaxUnpool3d(Shape kernelSize, Shape? stride = null, Shape? padding = null)
    : MaxUnpoolNd("MaxUnpool3d", 3, kernelSize, stride, padding);
