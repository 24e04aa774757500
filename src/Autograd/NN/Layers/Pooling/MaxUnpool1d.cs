namespace Autograd.NN;

/// <summary>Writes maxima to where they were in a signal, and zeros elsewhere; see <see cref="F.MaxUnpool1d"/>.</summary>
/// <remarks>Shapes: (N, C, L) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number.</param>
/// <param name="stride">The distance of windows, by default their size.</param>
/// <param name="padding">The padding of the windows, by default none.</param>
public sealed class MaxUnpool1d(Shape kernelSize, Shape? stride = null, Shape? padding = null)
    : MaxUnpoolNd("MaxUnpool1d", 1, kernelSize, stride, padding);
