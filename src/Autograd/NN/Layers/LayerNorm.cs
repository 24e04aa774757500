namespace Autograd.NN;

/// <summary>
/// Normalizes the last dimensions to mean 0 and variance 1, then scales and shifts them: see <see cref="F.LayerNorm"/>.
/// </summary>
/// <remarks>
/// Shapes: (…, normalizedShape) → the same. The weight is initialized with ones and the bias with zeros.
/// </remarks>
public sealed class LayerNorm : UnaryModule
{
    /// <summary>Makes a layer that normalizes the last dimension.</summary>
    /// <param name="normalizedShape">The size of the last dimension.</param>
    /// <param name="eps">ε, the term added to the variance.</param>
    /// <param name="elementwiseAffine">True if the layer has a weight, and with <c>bias</c> also a bias.</param>
    /// <param name="bias">True if the layer has a bias beside the weight.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LayerNorm(
        int normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
        : this([normalizedShape], eps, elementwiseAffine, bias, dtype)
    {
    }

    /// <summary>Makes a layer that normalizes the last dimensions.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions.</param>
    /// <param name="eps">ε, the term added to the variance.</param>
    /// <param name="elementwiseAffine">True if the layer has a weight, and with <c>bias</c> also a bias.</param>
    /// <param name="bias">True if the layer has a bias beside the weight.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">There are no sizes, or the type is not floating.</exception>
    public LayerNorm(
        Shape normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(normalizedShape);
        if (normalizedShape.Count == 0)
            throw new ArgumentException("LayerNorm: normalizedShape () has no dimension; give it one at least");
        (NormalizedShape, Eps) = (normalizedShape, eps);
        if (!elementwiseAffine) return;
        Weight = Parameter.From(Tensor.Ones(normalizedShape, dtype));
        if (bias) Bias = Parameter.From(Tensor.Zeros(normalizedShape, dtype));
    }

    /// <summary>The sizes of the dimensions that are normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>ε, the term added to the variance.</summary>
    public double Eps { get; }

    /// <summary>w, of shape normalizedShape, or null.</summary>
    public Tensor? Weight
    {
        get => Computed("weight", field);
    }

    /// <summary>b, of shape normalizedShape, or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input's last sizes are not normalizedShape.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.LayerNorm(NotNull(x), NormalizedShape, Weight, Bias, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormalizedShape}, eps={PythonFormat.Number(Eps)}, elementwise_affine={PythonFormat.Flag(Weight is not null)}";
}
