namespace Autograd.NN;

/// <summary>Divides by the root mean square over the last dimensions, then scales: see <see cref="F.RmsNorm"/>.</summary>
/// <remarks>Shapes: (…, normalizedShape) → the same. The weight is initialized with ones.</remarks>
public sealed class RMSNorm : UnaryModule
{
    /// <summary>Makes a layer that normalizes over the last dimensions.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions.</param>
    /// <param name="eps">
    /// ε, the term added to the mean square; null for the distance of 1 to the next number of the input's type.
    /// </param>
    /// <param name="elementwiseAffine">True if the layer has a weight.</param>
    /// <param name="dtype">The weight's floating type.</param>
    /// <exception cref="ArgumentException">There are no sizes, or the type is not floating.</exception>
    public RMSNorm(Shape normalizedShape, double? eps = null, bool elementwiseAffine = true, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(normalizedShape);
        if (normalizedShape.Count == 0)
            throw new ArgumentException("RMSNorm: normalizedShape () has no dimension; give it one at least");
        (NormalizedShape, Eps) = (normalizedShape, eps);
        if (elementwiseAffine) Weight = Parameter.From(Tensor.Ones(normalizedShape, dtype));
    }

    /// <summary>The sizes of the dimensions that are normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>ε, the term added to the mean square, or null.</summary>
    public double? Eps { get; }

    /// <summary>w, of shape normalizedShape, or null.</summary>
    public Tensor? Weight
    {
        get => Computed("weight", field);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input's last sizes are not normalizedShape.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.RmsNorm("RMSNorm", NotNull(x), NormalizedShape, Weight, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormalizedShape}, eps={(Eps is { } eps ? PythonFormat.Number(eps) : "None")}, "
        + $"elementwise_affine={PythonFormat.Flag(Weight is not null)}";
}
