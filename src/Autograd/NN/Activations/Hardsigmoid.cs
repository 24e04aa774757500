namespace Autograd.NN;

/// <summary>(x + 3) / 6 of each element x, but not below 0 and not above 1.</summary>
public sealed class Hardsigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Hardsigmoid();
}
