namespace Autograd.NN;

/// <summary>Moves groups of r² channels into blocks of r×r pixels; see <see cref="F.PixelShuffle"/>.</summary>
/// <param name="upscaleFactor">r</param>
/// <remarks><c>torch.nn.PixelShuffle</c>.</remarks>
public sealed class PixelShuffle(int upscaleFactor) : UnaryModule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The channels are not a multiple of r².</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.PixelShuffle(NotNull(x), upscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"upscale_factor={upscaleFactor}";
}
