namespace Autograd.Distributions;

/// <summary>y = tanh x</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class TanhTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Real;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Interval(-1.0, 1.0);

    /// <inheritdoc/>
    public override Tensor Sign => 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Tanh();

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y.Atanh();

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => 2 * (Math.Log(2) - x + (2 * x).LogSigmoid());

    internal override bool IsSameAs(Transform other) => other is TanhTransform;
}
