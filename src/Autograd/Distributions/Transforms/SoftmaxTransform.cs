namespace Autograd.Distributions;

/// <summary>y = softmax x over the last dimension, whose inverse is taken as ln y.</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class SoftmaxTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.RealVector;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Simplex;

    /// <inheritdoc/>
    public override bool IsBijective => false;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Softmax(-1);

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y.Log();

    internal override bool IsSameAs(Transform other) => other is SoftmaxTransform;
}
