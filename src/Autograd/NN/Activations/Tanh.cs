namespace Autograd.NN;

/// <summary>The hyperbolic tangent of each element.</summary>
public sealed class Tanh : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Tanh();
}
