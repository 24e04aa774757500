namespace Autograd.NN;

/// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) over one dimension: positive, and 1 in sum.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class Softmax(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Softmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
