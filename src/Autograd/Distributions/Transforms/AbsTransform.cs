namespace Autograd.Distributions;

/// <summary>y = |x|, whose inverse is taken as y.</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class AbsTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Real;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Positive;

    /// <inheritdoc/>
    public override bool IsBijective => false;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Abs();

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y;

    internal override bool IsSameAs(Transform other) => other is AbsTransform;
}
