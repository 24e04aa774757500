namespace Autograd.Distributions;

/// <summary>
/// The distribution of the lower triangular factors L of correlation matrices L·Lᵀ, of which a matrix has a density
/// proportional to det(L·Lᵀ)^(concentration − 1): for concentration 1 all are as probable.
/// </summary>
/// <remarks>
/// After D. Lewandowski, D. Kurowicka and H. Joe, "Generating random correlation matrices based on vines and extended onion
/// method" (2009).
/// </remarks>
public sealed class LKJCholesky : Distribution
{
    // The squared length of each row's part left of the diagonal.
    private readonly Beta _lengths;

    /// <summary>Makes the distribution.</summary>
    /// <param name="dim">The number of rows of a matrix, 2 or more.</param>
    /// <param name="concentration">η, above 0: the larger, the nearer are the matrices to the identity. By default 1.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">dim is below 2.</exception>
    /// <exception cref="ArgumentException">A concentration is not above 0.</exception>
    public LKJCholesky(int dim, Tensor? concentration = null, bool? validateArgs = null)
    {
        if (dim < 2) throw new ArgumentOutOfRangeException(nameof(dim), $"LKJCholesky: dim is {dim}; it must be 2 or more");
        Dim = dim;
        Concentration = Parameters.Floating(concentration ?? 1.0);
        var dtype = Concentration.DType;
        var offset = Tensor.Cat([Tensor.Zeros([1], dtype), Tensor.Arange(dim - 1, dtype)]);
        var marginal = Concentration + 0.5 * (dim - 2);
        _lengths = new Beta(offset + 0.5, marginal.Unsqueeze(-1) - 0.5 * offset, validateArgs: false);
        Initialize(Concentration.Shape, Shape.Create(dim, dim), validateArgs, [new("concentration", Concentration, Constraints.Positive)]);
    }

    /// <summary>The number of rows of a matrix.</summary>
    public int Dim { get; }

    /// <summary>η</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.CorrCholesky;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        var squared = _lengths.Sample(sampleShape).Unsqueeze(-1);
        var normal = Tensor.RandN(ExtendedShape(sampleShape), squared.DType).Tril(-1);
        var length = normal.Norm(2, -1, keepDim: true);
        var rows = squared.Sqrt() * normal / length.MaskedFill(length.Eq(0), 1);
        var rest = (1 - rows.Square().Sum(-1)).Clamp(min: FloatLimits.Tiny(rows.DType));
        return rows + rest.Sqrt().DiagEmbed();
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var order = 2 * (Concentration - 1).Unsqueeze(-1) + Dim - Tensor.Arange(2, Dim + 1, dtype: DType.Int64);
        var unnormalized = (order * value.Diagonal(0, -2, -1).Narrow(-1, 1, Dim - 1).Log()).Sum(-1);
        var alpha = Concentration + 0.5 * (Dim - 1);
        var normalization = 0.5 * (Dim - 1) * Math.Log(Math.PI) + GaussianAlgebra.MvLgamma(alpha - 0.5, Dim - 1) - alpha.Lgamma() * (Dim - 1);
        return unnormalized - normalization;
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new LKJCholesky(Dim, Concentration.ExpandTo(batchShape), validateArgs: false);
}
