namespace Autograd.NN;

/// <summary>x·tanh(ln(1 + eˣ)) of each element x.</summary>
public sealed class Mish : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Mish();
}
