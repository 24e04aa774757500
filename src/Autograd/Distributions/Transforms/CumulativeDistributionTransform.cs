namespace Autograd.Distributions;

/// <summary>y = P(X ≤ x) of a distribution, which makes its numbers uniform.</summary>
public sealed class CumulativeDistributionTransform : Transform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="distribution">A distribution of numbers that has Cdf and Icdf.</param>
    /// <param name="cacheSize">1 to remember the last result.</param>
    public CumulativeDistributionTransform(Distribution distribution, int cacheSize = 0)
        : base(cacheSize) => Distribution = NotNull(distribution);

    /// <summary>The distribution.</summary>
    public Distribution Distribution { get; }

    /// <inheritdoc/>
    public override Constraint Domain => Distribution.Support;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Sign => 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Distribution.Cdf(x);

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => Distribution.Icdf(y);

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => Distribution.LogProb(x);
}
