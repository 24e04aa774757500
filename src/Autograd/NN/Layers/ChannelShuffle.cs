namespace Autograd.NN;

/// <summary>Deals the channels out over groups; see <see cref="F.ChannelShuffle"/>.</summary>
/// <param name="groups">The number of groups.</param>
/// <remarks><c>torch.nn.ChannelShuffle</c>.</remarks>
public sealed class ChannelShuffle(int groups) : UnaryModule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The channels are not a multiple of the groups.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.ChannelShuffle(NotNull(x), groups);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"groups={groups}";
}
