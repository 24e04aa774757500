namespace Autograd.NN;

/// <summary>The hyperbolic tangent of each element.</summary>
public sealed class Tanh : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Tanh();
}

/// <summary>The larger of each element and 0.</summary>
public sealed class ReLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Relu();
}

/// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
public sealed class Sigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Sigmoid();
}

/// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) over one dimension: positive, and 1 in sum.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class Softmax(int dim) : UnaryModule
{
    /// <summary>The dimension.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Softmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

/// <summary>The logarithm of <see cref="Softmax"/>, computed without its overflow.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class LogSoftmax(int dim) : UnaryModule
{
    /// <summary>The dimension.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.LogSoftmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
