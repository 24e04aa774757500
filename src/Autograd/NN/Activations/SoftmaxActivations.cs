namespace Autograd.NN;

/// <summary>
/// a·σ(b), where a and b are the two halves of the input along a dimension of even size, and σ is the logistic
/// function.
/// </summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class GLU(int dim = -1) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Glu(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

/// <summary>The logarithm of <see cref="Softmax"/>, computed without overflow.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class LogSoftmax(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).LogSoftmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

/// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) over one dimension: positive numbers that sum to 1.</summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class Softmax(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Softmax(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

/// <summary>
/// <see cref="Softmax"/> of the negated elements, so that the smallest element gets the largest weight.
/// </summary>
/// <param name="dim">The dimension; negative counts from the last.</param>
public sealed class Softmin(int dim) : UnaryModule
{
    /// <summary>The dimension; negative counts from the last.</summary>
    public int Dim => dim;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Softmin(dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}
