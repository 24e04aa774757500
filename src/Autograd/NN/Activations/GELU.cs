namespace Autograd.NN;

/// <summary>x·Φ(x) of each element x, with Φ the distribution function of the standard normal.</summary>
/// <param name="approximate">Φ exactly, or by a hyperbolic tangent.</param>
public sealed class GELU(GeluApproximation approximate = GeluApproximation.None) : UnaryModule
{
    /// <summary>How Φ is computed.</summary>
    public GeluApproximation Approximate => approximate;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Gelu(approximate);

    /// <inheritdoc/>
    protected override string ExtraRepr() => approximate == GeluApproximation.None ? "approximate='none'" : "approximate='tanh'";
}
