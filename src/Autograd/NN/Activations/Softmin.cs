namespace Autograd.NN;

/// <summary><see cref="Softmax"/> of the negated elements, so that the smallest weighs most.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class Softmin(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Softmin(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
