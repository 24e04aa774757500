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

/// <summary>x·Φ(x) of each element x, with Φ the distribution function of the standard normal.</summary>
/// <param name="approximate">Φ exactly, or by a hyperbolic tangent.</param>
public sealed class GELU(GeluApproximation approximate = GeluApproximation.None) : UnaryModule
{
    /// <summary>How Φ is computed.</summary>
    public GeluApproximation Approximate => approximate;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Gelu(approximate);

    /// <inheritdoc/>
    protected override string ExtraRepr() => approximate == GeluApproximation.None ? "approximate='none'" : "approximate='tanh'";
}

/// <summary>x / (1 + e⁻ˣ) of each element x.</summary>
public sealed class SiLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Silu();
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
