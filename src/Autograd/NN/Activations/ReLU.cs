namespace Autograd.NN;

/// <summary>The larger of each element and 0.</summary>
public sealed class ReLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Relu();
}
