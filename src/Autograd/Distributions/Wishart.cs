namespace Autograd.Distributions;

/// <summary>
/// The Wishart distribution of symmetric positive definite matrices X: that of the sum of df products z·zᵀ of normal vectors
/// z with covariance Σ = L·Lᵀ, for any real df.
/// </summary>
public sealed class Wishart : Distribution
{
    private const int MaxCorrections = 10;

    private readonly Tensor _lower;
    private readonly Chi2 _diagonal;
    private Tensor? _covarianceMatrix;
    private Tensor? _precisionMatrix;

    /// <summary>Makes the distribution from one of the three matrices.</summary>
    /// <param name="df">The degrees of freedom, above n − 1. Below n many samples are nearly singular.</param>
    /// <param name="covarianceMatrix">(*, n, n): Σ, symmetric and positive definite.</param>
    /// <param name="precisionMatrix">(*, n, n): Σ⁻¹, symmetric and positive definite.</param>
    /// <param name="scaleTril">(*, n, n): L, lower triangular with a diagonal above 0, which saves the factorization.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">
    /// Not exactly one matrix is given, an argument is not what it must be, or the shapes do not fit.
    /// </exception>
    public Wishart(
        Tensor df, Tensor? covarianceMatrix = null, Tensor? precisionMatrix = null, Tensor? scaleTril = null, bool? validateArgs = null)
    {
        ArgumentNullException.ThrowIfNull(df);
        if ((covarianceMatrix is null ? 0 : 1) + (precisionMatrix is null ? 0 : 1) + (scaleTril is null ? 0 : 1) is var given && given != 1)
            throw new ArgumentException($"Wishart: {given} matrices are given; pass one of covarianceMatrix, precisionMatrix and scaleTril");
        var (name, matrix) = covarianceMatrix is not null ? (nameof(covarianceMatrix), covarianceMatrix)
            : precisionMatrix is not null ? (nameof(precisionMatrix), precisionMatrix)
            : (nameof(scaleTril), scaleTril!);
        if (matrix.NDim < 2 || matrix.Size(-1) != matrix.Size(-2))
            throw new ArgumentException($"Wishart: {name} of shape {matrix.Shape}; pass (*, n, n)");
        var dtype = Parameters.TypeOf(df, matrix);
        matrix = matrix.To(dtype);
        var events = Shapes.Last(matrix.Shape, 2);
        var batch = Broadcasting.ResultShape(nameof(Wishart), df.Shape, Shapes.WithoutLast(matrix.Shape, 2));
        Df = df.ToAssign(dtype, nameof(Wishart)).ExpandTo(batch);
        Initialize(
            batch,
            events,
            validateArgs,
            [
                new(name, matrix.ExpandTo(Shapes.Join(batch, events)), scaleTril is null ? Constraints.PositiveDefinite : Constraints.LowerCholesky),
                new("df", Df, Constraints.GreaterThan(events[0] - 1)),
            ]);
        (_covarianceMatrix, _precisionMatrix) = (covarianceMatrix is null ? null : matrix, precisionMatrix is null ? null : matrix);
        _lower = covarianceMatrix is not null ? Linalg.Cholesky(matrix)
            : precisionMatrix is not null ? GaussianAlgebra.PrecisionToScaleTril(matrix)
            : matrix;
        _diagonal = DiagonalOf();
    }

    private Wishart(Wishart original, Shape batchShape)
    {
        (_lower, _covarianceMatrix, _precisionMatrix) = (original._lower, original._covarianceMatrix, original._precisionMatrix);
        Df = original.Df.ExpandTo(batchShape);
        var constraint = Constraints.GreaterThan(original.EventShape[0] - 1);
        Initialize(
            batchShape, original.EventShape, validateArgs: false, [new("scaleTril", _lower, Constraints.LowerCholesky), new("df", Df, constraint)]);
        _diagonal = DiagonalOf();
    }

    /// <summary>The degrees of freedom.</summary>
    public Tensor Df { get; }

    /// <summary>(*, n, n): L.</summary>
    public Tensor ScaleTril => OfBatch(_lower);

    /// <summary>(*, n, n): Σ.</summary>
    public Tensor CovarianceMatrix => OfBatch(_covarianceMatrix ??= _lower.MatMul(_lower.Transpose(-2, -1)));

    /// <summary>(*, n, n): Σ⁻¹.</summary>
    public Tensor PrecisionMatrix => OfBatch(_precisionMatrix ??= Linalg.CholeskySolve(Tensor.Eye(Size, dtype: DType), _lower));

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.PositiveDefinite;

    /// <summary>df·Σ</summary>
    public override Tensor Mean => OfMatrix(Df) * CovarianceMatrix;

    /// <summary>(df − n − 1)·Σ, the most probable matrix; NaN up to n + 1 degrees of freedom.</summary>
    public override Tensor Mode
    {
        get
        {
            var factor = Df - (Size + 1);
            return OfMatrix(factor.MaskedFill(factor <= 0, double.NaN)) * CovarianceMatrix;
        }
    }

    /// <summary>df·(Σᵢⱼ² + Σᵢᵢ·Σⱼⱼ) of each element.</summary>
    public override Tensor Variance
    {
        get
        {
            var covariance = CovarianceMatrix;
            var diagonal = covariance.Diagonal(0, -2, -1);
            return OfMatrix(Df) * (covariance.Square() + diagonal.Unsqueeze(-1) * diagonal.Unsqueeze(-2));
        }
    }

    private int Size => EventShape[0];

    /// <summary>Draws samples as a differentiable function of the parameters, by Bartlett's decomposition.</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape, n, n).</returns>
    /// <remarks>
    /// As in PyTorch the first draw of each positive definite matrix is thrown away, and what is singular then is drawn
    /// again up to ten times; so samples for a seed are PyTorch's.
    /// </remarks>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var shape = sampleShape ?? Shape.Scalar;
        var samples = Draw(shape.Numel);
        var again = IsDefinite(samples);
        for (var i = 0; i < MaxCorrections && (bool)again.Any(); i++)
        {
            var chosen = again.Nonzero().Squeeze(1);
            var drawn = Draw(chosen.Numel);
            samples[chosen] = drawn;
            again = again.Clone();
            again[chosen] = IsDefinite(drawn).LogicalNot();
        }

        return samples.Reshape(ExtendedShape(sampleShape));
    }

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var (n, half) = (Size, Df / 2);
        return (n + 1) * (n * Math.Log(2) / 2 + GaussianAlgebra.HalfLogDet(_lower)) + GaussianAlgebra.MvLgamma(half, n)
            - (Df - n - 1) / 2 * GaussianAlgebra.MvDigamma(half, n) + Df * n / 2;
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var n = Size;
        var trace = Linalg.CholeskySolve(value, _lower).Diagonal(0, -2, -1).Sum(-1);
        return -Df * (n * Math.Log(2) / 2 + GaussianAlgebra.HalfLogDet(_lower)) - GaussianAlgebra.MvLgamma(Df / 2, n)
            + (Df - n - 1) / 2 * Linalg.SlogDet(value).LogAbsDet - trace / 2;
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Wishart(this, batchShape);

    /// <summary>(count, BatchShape, n, n): L·A·Aᵀ·Lᵀ, where A has roots of χ² numbers on the diagonal and normal ones below.</summary>
    private Tensor Draw(int count)
    {
        var n = Size;
        var roots = _diagonal.RSample(count).Sqrt().Clamp(min: FloatLimits.Eps(DType));
        var indices = Tensor.TrilIndices(n, n, -1);
        var normal = Tensor.RandN(Shapes.Join([count], BatchShape, [n * (n - 1) / 2]), DType);
        var below = Tensor.Zeros([normal.Numel / Math.Max(normal.Size(-1), 1), n * n], DType);
        if (n > 1) below[.., indices[0] * n + indices[1]] = normal.Reshape(-1, normal.Size(-1));
        var factor = _lower.MatMul(roots.DiagEmbed() + (n > 1 ? below.Reshape(Shapes.Join([count], BatchShape, EventShape)) : 0));
        return factor.MatMul(factor.Transpose(-2, -1));
    }

    /// <summary>(count): true for samples of which a matrix of the batch is positive definite.</summary>
    private Tensor IsDefinite(Tensor samples)
    {
        using var _ = GradMode.NoGrad();
        return Support.Check(samples).Reshape(samples.Size(0), BatchShape.Numel).Any(1);
    }

    private Chi2 DiagonalOf() => new(Df.Unsqueeze(-1) - Tensor.Arange(Size, DType), validateArgs: false);

    private Tensor OfBatch(Tensor matrix) => matrix.ExpandTo(Shapes.Join(BatchShape, EventShape));

    private static Tensor OfMatrix(Tensor number) => number.Unsqueeze(-1).Unsqueeze(-1);
}
