namespace Autograd.NN;

/// <summary>a·σ(b) with the logistic function σ, where a and b are the two halves of the input along a dimension of even size.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class GLU(int dim = -1) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Glu(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
