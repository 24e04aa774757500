namespace Autograd.NN;

/// <summary>x above 0 and α·(eˣ − 1) below, of each element x.</summary>
/// <param name="alpha">α: −α is the limit towards −∞.</param>
public sealed class ELU(double alpha = 1) : UnaryModule
{
    /// <summary>α: −α is the limit towards −∞.</summary>
    public double Alpha => alpha;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Elu(alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={PythonFormat.Number(alpha)}";
}
