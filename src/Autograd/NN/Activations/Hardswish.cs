namespace Autograd.NN;

/// <summary>x·(x + 3) / 6 of each element x from −3 to 3, 0 below and x above.</summary>
public sealed class Hardswish : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Hardswish();
}
