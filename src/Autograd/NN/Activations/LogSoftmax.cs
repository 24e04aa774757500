namespace Autograd.NN;

/// <summary>The logarithm of <see cref="Softmax"/>, computed without its overflow.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class LogSoftmax(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).LogSoftmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
