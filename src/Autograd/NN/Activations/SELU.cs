namespace Autograd.NN;

/// <summary>λ·x above 0 and λ·α·(eˣ − 1) below, of each element x, with the λ and α that keep mean 0 and variance 1.</summary>
public sealed class SELU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Selu();
}
