namespace Autograd.NN;

/// <summary>Brings the last dimensions to mean 0 and variance 1, then scales and shifts them: see <see cref="F.LayerNorm"/>.</summary>
/// <remarks>Shapes: (…, normalizedShape) → the same. The weight begins as ones and the bias as zeros.</remarks>
public sealed class LayerNorm : UnaryModule
{
    /// <summary>Makes a layer that normalizes the last dimension.</summary>
    /// <param name="normalizedShape">Its size.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <param name="elementwiseAffine">True if there is a weight, and a bias if wanted.</param>
    /// <param name="bias">True if there is a bias beside the weight.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LayerNorm(
        int normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
        : this([normalizedShape], eps, elementwiseAffine, bias, dtype)
    {
    }

    /// <summary>Makes a layer that normalizes the last dimensions.</summary>
    /// <param name="normalizedShape">Their sizes.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <param name="elementwiseAffine">True if there is a weight, and a bias if wanted.</param>
    /// <param name="bias">True if there is a bias beside the weight.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">There is no dimension, or the type is not floating.</exception>
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

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>w, of shape normalizedShape, or null.</summary>
    public Tensor? Weight { get; }

    /// <summary>b, of shape normalizedShape, or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input's last sizes are not normalizedShape.</exception>
    public override Tensor Forward(Tensor x) => F.LayerNorm(NotNull(x), NormalizedShape, Weight, Bias, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormalizedShape}, eps={PythonFormat.Number(Eps)}, elementwise_affine={PythonFormat.Flag(Weight is not null)}";
}
