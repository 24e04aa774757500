namespace Autograd.NN;

/// <summary>Moves blocks of r×r pixels into groups of r² channels; see <see cref="F.PixelUnshuffle"/>.</summary>
/// <param name="downscaleFactor">r</param>
/// <remarks><c>torch.nn.PixelUnshuffle</c>.</remarks>
public sealed class PixelUnshuffle(int downscaleFactor) : UnaryModule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Height or width is not a multiple of r.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.PixelUnshuffle(NotNull(x), downscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"downscale_factor={downscaleFactor}";
}
