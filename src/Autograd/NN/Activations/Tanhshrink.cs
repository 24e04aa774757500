namespace Autograd.NN;

/// <summary>x − tanh x of each element x.</summary>
public sealed class Tanhshrink : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Tanhshrink();
}
