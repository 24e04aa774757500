namespace Autograd.NN;

/// <summary>Writes maxima to where they were in an image, and zeros elsewhere; see <see cref="F.MaxUnpool2d"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number or two.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The padding of the windows, by default none.</param>
public sealed class MaxUnpool2d(Shape kernelSize, Shape? stride = null, Shape? padding = null)
    : MaxUnpoolNd("MaxUnpool2d", 2, kernelSize, stride, padding);
