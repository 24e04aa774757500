namespace Autograd.NN;

/// <summary>Flattens adjacent dimensions into one; by default all but the first, the batch.</summary>
/// <param name="startDim">The first dimension to flatten; negative counts from the last.</param>
/// <param name="endDim">The last dimension to flatten; negative counts from the last.</param>
public sealed class Flatten(int startDim = 1, int endDim = -1) : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Flatten(startDim, endDim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"start_dim={startDim}, end_dim={endDim}";
}
