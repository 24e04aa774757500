namespace Autograd.NN;

/// <summary>The maximum of each of so many windows of a volume; see <see cref="F.AdaptiveMaxPool3d(Tensor, int)"/>.</summary>
/// <remarks>Shapes: (N, C, D, H, W) → (N, C, …), or both without the batch.</remarks>
public sealed class AdaptiveMaxPool3d : AdaptiveMaxPoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public AdaptiveMaxPool3d(int outputSize)
        : base("AdaptiveMaxPool3d", 3, outputSize)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public AdaptiveMaxPool3d((int?, int?, int?) outputSize)
        : base("AdaptiveMaxPool3d", 3, outputSize.Item1, outputSize.Item2, outputSize.Item3)
    {
    }
}
