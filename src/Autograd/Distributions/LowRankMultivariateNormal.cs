namespace Autograd.Distributions;

/// <summary>
/// The normal distribution of vectors, with a covariance matrix W·Wᵀ + D of a low rank and a diagonal, which takes work in
/// proportion to n·m² instead of n³.
/// </summary>
public sealed class LowRankMultivariateNormal : Distribution
{
    private readonly Tensor _factor;
    private readonly Tensor _diagonal;

    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">(*, n): the mean.</param>
    /// <param name="covFactor">(*, n, m): W.</param>
    /// <param name="covDiag">(*, n): the diagonal of D, above 0. The batches broadcast.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not fit.</exception>
    public LowRankMultivariateNormal(Tensor loc, Tensor covFactor, Tensor covDiag, bool? validateArgs = null)
    {
        ArgumentNullException.ThrowIfNull(loc);
        ArgumentNullException.ThrowIfNull(covFactor);
        ArgumentNullException.ThrowIfNull(covDiag);
        if (loc.NDim < 1 || covFactor.NDim < 2 || covDiag.NDim < 1 || covFactor.Size(-2) != loc.Size(-1) || covDiag.Size(-1) != loc.Size(-1))
        {
            throw new ArgumentException(
                $"LowRankMultivariateNormal: loc of shape {loc.Shape}, covFactor of {covFactor.Shape} and covDiag of {covDiag.Shape}; "
                + "pass (*, n), (*, n, m) and (*, n)");
        }

        var dtype = Parameters.TypeOf(loc, covFactor, covDiag);
        (_factor, _diagonal) = (covFactor.To(dtype), covDiag.To(dtype));
        var batch = Broadcasting.ResultShape(
            nameof(LowRankMultivariateNormal),
            Broadcasting.ResultShape(nameof(LowRankMultivariateNormal), Shapes.WithoutLast(loc.Shape, 1), Shapes.WithoutLast(covFactor.Shape, 2)),
            Shapes.WithoutLast(covDiag.Shape, 1));
        var events = Shapes.Last(loc.Shape, 1);
        Loc = loc.To(dtype).ExpandTo(Shapes.Join(batch, events));
        CovFactor = _factor.ExpandTo(Shapes.Join(batch, Shapes.Last(_factor.Shape, 2)));
        CovDiag = _diagonal.ExpandTo(Shapes.Join(batch, events));
        Initialize(
            batch,
            events,
            validateArgs,
            [
                new("loc", Loc, Constraints.RealVector),
                new("covFactor", CovFactor, Constraints.Independent(Constraints.Real, 2)),
                new("covDiag", CovDiag, Constraints.Independent(Constraints.Positive, 1)),
            ]);
        CapacitanceTril = GaussianAlgebra.CapacitanceTril(_factor, _diagonal);
    }

    private LowRankMultivariateNormal(LowRankMultivariateNormal original, Shape batchShape)
    {
        (_factor, _diagonal, CapacitanceTril) = (original._factor, original._diagonal, original.CapacitanceTril);
        var events = original.EventShape;
        Loc = original.Loc.ExpandTo(Shapes.Join(batchShape, events));
        CovFactor = _factor.ExpandTo(Shapes.Join(batchShape, Shapes.Last(_factor.Shape, 2)));
        CovDiag = _diagonal.ExpandTo(Shapes.Join(batchShape, events));
        Initialize(batchShape, events, validateArgs: false, [new("loc", Loc, Constraints.RealVector)]);
    }

    /// <summary>(*, n): the mean.</summary>
    public Tensor Loc { get; }

    /// <summary>(*, n, m): W.</summary>
    public Tensor CovFactor { get; }

    /// <summary>(*, n): the diagonal of D.</summary>
    public Tensor CovDiag { get; }

    /// <summary>(*, n, n): the lower triangular L with L·Lᵀ = W·Wᵀ + D.</summary>
    public Tensor ScaleTril
    {
        get
        {
            var root = _diagonal.Sqrt().Unsqueeze(-1);
            var scaled = _factor / root;
            var inner = scaled.MatMul(scaled.Transpose(-2, -1)) + Tensor.Eye(EventShape[0], dtype: DType);
            return OfBatch(root * Linalg.Cholesky(inner));
        }
    }

    /// <summary>(*, n, n): W·Wᵀ + D.</summary>
    public Tensor CovarianceMatrix => OfBatch(_factor.MatMul(_factor.Transpose(-2, -1)) + _diagonal.DiagEmbed());

    /// <summary>(*, n, n): its inverse.</summary>
    public Tensor PrecisionMatrix
    {
        get
        {
            var a = ScaledFactor();
            return OfBatch(_diagonal.Reciprocal().DiagEmbed() - a.Transpose(-2, -1).MatMul(a));
        }
    }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.RealVector;

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <summary>(*, n): the diagonal of the covariance matrix.</summary>
    public override Tensor Variance => (_factor.Square().Sum(-1) + _diagonal).ExpandTo(Shapes.Join(BatchShape, EventShape));

    /// <summary>The lower triangular factor of I + Wᵀ·D⁻¹·W.</summary>
    internal Tensor CapacitanceTril { get; }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var shape = ExtendedShape(sampleShape);
        var ofFactor = Tensor.RandN(Shapes.Join(Shapes.WithoutLast(shape, 1), _factor.Size(-1)), DType);
        var ofDiagonal = Tensor.RandN(shape, DType);
        return Loc + GaussianAlgebra.MatVec(_factor, ofFactor) + _diagonal.Sqrt() * ofDiagonal;
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => (0.5 * (EventShape[0] * (1 + Math.Log(2 * Math.PI)) + LogDet())).ExpandTo(BatchShape);

    /// <summary>The logarithm of the determinant of the covariance matrix.</summary>
    internal Tensor LogDet() => 2 * GaussianAlgebra.HalfLogDet(CapacitanceTril) + _diagonal.Log().Sum(-1);

    /// <summary>The squared Mahalanobis distance, by Woodbury's identity.</summary>
    internal Tensor Mahalanobis(Tensor x)
    {
        var projected = GaussianAlgebra.MatVec(_factor.Transpose(-2, -1) / _diagonal.Unsqueeze(-2), x);
        return (x.Square() / _diagonal).Sum(-1) - GaussianAlgebra.Mahalanobis(CapacitanceTril, projected);
    }

    /// <summary>A with A·Aᵀ-terms of Woodbury's identity: the inverse is D⁻¹ − Aᵀ·A.</summary>
    internal Tensor ScaledFactor() =>
        Linalg.SolveTriangular(CapacitanceTril, _factor.Transpose(-2, -1) / _diagonal.Unsqueeze(-2), upper: false);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        -0.5 * (EventShape[0] * Math.Log(2 * Math.PI) + LogDet() + Mahalanobis(value - Loc));

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new LowRankMultivariateNormal(this, batchShape);

    private Tensor OfBatch(Tensor matrix) => matrix.ExpandTo(Shapes.Join(BatchShape, EventShape, EventShape));
}
