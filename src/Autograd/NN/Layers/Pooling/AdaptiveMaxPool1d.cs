namespace Autograd.NN;

/// <summary>The maximum of each of so many windows of a signal; see <see cref="F.AdaptiveMaxPool1d"/>.</summary>
/// <remarks>Shapes: (N, C, L) → (N, C, …), or both without the batch.</remarks>
public sealed class AdaptiveMaxPool1d : AdaptiveMaxPoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public AdaptiveMaxPool1d(int outputSize)
        : base("AdaptiveMaxPool1d", 1, outputSize)
    {
    }
}
