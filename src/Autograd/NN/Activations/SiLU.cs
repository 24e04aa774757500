namespace Autograd.NN;

/// <summary>x / (1 + e⁻ˣ) of each element x.</summary>
public sealed class SiLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Silu();
}
