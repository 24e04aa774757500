namespace Autograd.NN;

/// <summary>The logarithm of the logistic function, −ln(1 + e⁻ˣ), of each element x.</summary>
public sealed class LogSigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).LogSigmoid();
}
