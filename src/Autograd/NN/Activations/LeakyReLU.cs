namespace Autograd.NN;

/// <summary>x above 0 and a small multiple of x below, of each element x.</summary>
/// <param name="negativeSlope">The factor of what is below 0.</param>
public sealed class LeakyReLU(double negativeSlope = 0.01) : UnaryModule
{
    /// <summary>The factor of what is below 0.</summary>
    public double NegativeSlope => negativeSlope;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).LeakyRelu(negativeSlope);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"negative_slope={PythonFormat.Number(negativeSlope)}";
}
