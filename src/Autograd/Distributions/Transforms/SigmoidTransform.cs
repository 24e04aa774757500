namespace Autograd.Distributions;

/// <summary>y = 1 / (1 + e⁻ˣ), kept away from 0 and 1</summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class SigmoidTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Real;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Sign => 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => ClippedSigmoid(x);

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => Logit(y);

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => x.LogSigmoid() + (-x).LogSigmoid();

    /// <summary>σ(x), at least the smallest normal number, and at most 1 less ε.</summary>
    internal static Tensor ClippedSigmoid(Tensor x) => Clipped(x.Sigmoid());

    private static Tensor Clipped(Tensor y) => y.Clamp(min: FloatLimits.Tiny(y.DType), max: 1 - FloatLimits.Eps(y.DType));

    private static Tensor Logit(Tensor y)
    {
        var clipped = Clipped(y);
        return clipped.Log() - (-clipped).Log1p();
    }

    internal override bool IsSameAs(Transform other) => other is SigmoidTransform;
}
