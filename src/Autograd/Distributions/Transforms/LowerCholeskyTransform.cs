namespace Autograd.Distributions;

/// <summary>The lower triangle of matrices, with e to the power of the diagonal.</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class LowerCholeskyTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Independent(Constraints.Real, 2);

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.LowerCholesky;

    /// <inheritdoc/>
    public override bool IsBijective => false;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Tril(-1) + x.Diagonal(0, -2, -1).Exp().DiagEmbed();

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y.Tril(-1) + y.Diagonal(0, -2, -1).Log().DiagEmbed();

    internal override bool IsSameAs(Transform other) => other is LowerCholeskyTransform;
}
