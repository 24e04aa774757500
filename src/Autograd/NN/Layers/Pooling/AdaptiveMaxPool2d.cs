namespace Autograd.NN;

/// <summary>The maximum of each of so many windows of an image; see <see cref="F.AdaptiveMaxPool2d(Tensor, int)"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
public sealed class AdaptiveMaxPool2d : AdaptiveMaxPoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public AdaptiveMaxPool2d(int outputSize)
        : base("AdaptiveMaxPool2d", 2, outputSize)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public AdaptiveMaxPool2d((int?, int?) outputSize)
        : base("AdaptiveMaxPool2d", 2, outputSize.Item1, outputSize.Item2)
    {
    }
}
