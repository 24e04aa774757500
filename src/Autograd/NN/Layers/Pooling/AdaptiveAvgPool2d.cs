namespace Autograd.NN;

/// <summary>The mean of each of so many windows of an image; see <see cref="F.AdaptiveAvgPool2d(Tensor, int)"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …), or both without the batch.</remarks>
public sealed class AdaptiveAvgPool2d : AdaptivePoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public AdaptiveAvgPool2d(int outputSize)
        : base("AdaptiveAvgPool2d", 2, outputSize)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public AdaptiveAvgPool2d((int?, int?) outputSize)
        : base("AdaptiveAvgPool2d", 2, outputSize.Item1, outputSize.Item2)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.AdaptiveAvgPool(Name, Rank, NotNull(x), OutputSize);
}
