namespace Autograd.NN;

/// <summary>Makes one dimension of several neighbouring ones; by default of all but the first, the batch.</summary>
/// <param name="startDim">The first dimension to join; negative counts from the last.</param>
/// <param name="endDim">The last dimension to join; negative counts from the last.</param>
public sealed class Flatten(int startDim = 1, int endDim = -1) : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Flatten(startDim, endDim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"start_dim={startDim}, end_dim={endDim}";
}
