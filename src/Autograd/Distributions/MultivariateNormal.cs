namespace Autograd.Distributions;

/// <summary>The normal distribution of vectors, with a covariance matrix Σ = L·Lᵀ.</summary>
public sealed class MultivariateNormal : Distribution
{
    private readonly Tensor _lower;
    private Tensor? _covarianceMatrix;
    private Tensor? _precisionMatrix;

    /// <summary>Makes the distribution from one of the three matrices.</summary>
    /// <param name="loc">(*, n): the mean.</param>
    /// <param name="covarianceMatrix">(*, n, n): Σ, symmetric and positive definite.</param>
    /// <param name="precisionMatrix">(*, n, n): Σ⁻¹, symmetric and positive definite.</param>
    /// <param name="scaleTril">(*, n, n): L, lower triangular with a diagonal above 0, which saves the factorization.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">
    /// Not exactly one matrix is given, it is not what it must be, or the shapes do not fit.
    /// </exception>
    public MultivariateNormal(
        Tensor loc,
        Tensor? covarianceMatrix = null,
        Tensor? precisionMatrix = null,
        Tensor? scaleTril = null,
        bool? validateArgs = null)
    {
        ArgumentNullException.ThrowIfNull(loc);
        if ((covarianceMatrix is null ? 0 : 1) + (precisionMatrix is null ? 0 : 1) + (scaleTril is null ? 0 : 1) is var given && given != 1)
        {
            throw new ArgumentException(
                $"MultivariateNormal: {given} matrices are given; pass one of covarianceMatrix, precisionMatrix and scaleTril");
        }

        var (name, matrix) = covarianceMatrix is not null ? (nameof(covarianceMatrix), covarianceMatrix)
            : precisionMatrix is not null ? (nameof(precisionMatrix), precisionMatrix)
            : (nameof(scaleTril), scaleTril!);
        if (loc.NDim < 1 || matrix.NDim < 2 || matrix.Size(-1) != loc.Size(-1) || matrix.Size(-2) != loc.Size(-1))
        {
            throw new ArgumentException(
                $"MultivariateNormal: loc of shape {loc.Shape} and {name} of shape {matrix.Shape}; pass (*, n) and (*, n, n)");
        }

        var dtype = Parameters.TypeOf(loc, matrix);
        (loc, matrix) = (loc.To(dtype), matrix.To(dtype));
        var events = Shapes.Last(loc.Shape, 1);
        var batch = Broadcasting.ResultShape(nameof(MultivariateNormal), Shapes.WithoutLast(loc.Shape, 1), Shapes.WithoutLast(matrix.Shape, 2));
        Loc = loc.ExpandTo(Shapes.Join(batch, events));
        var constraint = scaleTril is null ? Constraints.PositiveDefinite : Constraints.LowerCholesky;
        Initialize(
            batch,
            events,
            validateArgs,
            [new("loc", Loc, Constraints.RealVector), new(name, matrix.ExpandTo(Shapes.Join(batch, events, events)), constraint)]);
        _covarianceMatrix = covarianceMatrix is null ? null : matrix;
        _precisionMatrix = precisionMatrix is null ? null : matrix;
        _lower = covarianceMatrix is not null ? Linalg.Cholesky(matrix)
            : precisionMatrix is not null ? GaussianAlgebra.PrecisionToScaleTril(matrix)
            : matrix;
    }

    private MultivariateNormal(MultivariateNormal original, Shape batchShape)
    {
        Loc = original.Loc.ExpandTo(Shapes.Join(batchShape, original.EventShape));
        (_lower, _covarianceMatrix, _precisionMatrix) = (original._lower, original._covarianceMatrix, original._precisionMatrix);
        var argument = new DistributionArgument("scaleTril", _lower, Constraints.LowerCholesky);
        Initialize(batchShape, original.EventShape, validateArgs: false, [new("loc", Loc, Constraints.RealVector), argument]);
        _ = ScaleTril;
    }

    /// <summary>(*, n): the mean.</summary>
    public Tensor Loc { get; }

    /// <summary>(*, n, n): L.</summary>
    public Tensor ScaleTril => OfBatch(_lower);

    /// <summary>(*, n, n): Σ.</summary>
    public Tensor CovarianceMatrix => OfBatch(_covarianceMatrix ??= _lower.MatMul(_lower.Transpose(-2, -1)));

    /// <summary>(*, n, n): Σ⁻¹.</summary>
    public Tensor PrecisionMatrix => OfBatch(_precisionMatrix ??= Linalg.CholeskySolve(Tensor.Eye(EventShape[0], dtype: DType), _lower));

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.RealVector;

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <summary>(*, n): the diagonal of Σ.</summary>
    public override Tensor Variance => _lower.Square().Sum(-1).ExpandTo(Shapes.Join(BatchShape, EventShape));

    /// <summary>L, of the shape in which it was given.</summary>
    internal Tensor Lower => _lower;

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) =>
        Loc + GaussianAlgebra.MatVec(_lower, Tensor.RandN(ExtendedShape(sampleShape), DType));

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        (0.5 * EventShape[0] * (1 + Math.Log(2 * Math.PI)) + GaussianAlgebra.HalfLogDet(_lower)).ExpandTo(BatchShape);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        -0.5 * (EventShape[0] * Math.Log(2 * Math.PI) + GaussianAlgebra.Mahalanobis(_lower, value - Loc)) - GaussianAlgebra.HalfLogDet(_lower);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new MultivariateNormal(this, batchShape);

    private Tensor OfBatch(Tensor matrix) => matrix.ExpandTo(Shapes.Join(BatchShape, EventShape, EventShape));
}
