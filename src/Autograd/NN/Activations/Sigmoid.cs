namespace Autograd.NN;

/// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
public sealed class Sigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Sigmoid();
}
