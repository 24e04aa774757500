namespace Autograd.NN;

/// <summary>The mean of each of so many windows of a signal; see <see cref="F.AdaptiveAvgPool1d"/>.</summary>
/// <remarks>Shapes: (N, C, L) → (N, C, …), or both without the batch.</remarks>
public sealed class AdaptiveAvgPool1d : AdaptivePoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public AdaptiveAvgPool1d(int outputSize)
        : base("AdaptiveAvgPool1d", 1, outputSize)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.AdaptiveAvgPool(Name, Rank, NotNull(x), OutputSize);
}
