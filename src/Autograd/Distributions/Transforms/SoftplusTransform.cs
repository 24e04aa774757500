namespace Autograd.Distributions;

/// <summary>y = ln(1 + eˣ)</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class SoftplusTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Real;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Positive;

    /// <inheritdoc/>
    public override Tensor Sign => 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Softplus();

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => (-(-y).Expm1()).Log() + y;

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => x.LogSigmoid();

    internal override bool IsSameAs(Transform other) => other is SoftplusTransform;
}
