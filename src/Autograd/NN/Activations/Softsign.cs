namespace Autograd.NN;

/// <summary>x / (1 + |x|) of each element x.</summary>
public sealed class Softsign : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Softsign();
}
