namespace Autograd.NN;

/// <summary>x above 0 and α·(e^(x/α) − 1) below, of each element x.</summary>
/// <param name="alpha">α, not 0: −α is the limit towards −∞.</param>
public sealed class CELU(double alpha = 1) : UnaryModule
{
    /// <summary>α, not 0: −α is the limit towards −∞.</summary>
    public double Alpha => alpha;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Celu(alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={PythonFormat.Number(alpha)}";
}
