namespace Autograd.NN;

/// <summary>Each element, but not below 0 and not above 6.</summary>
public sealed class ReLU6 : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Relu6();
}
