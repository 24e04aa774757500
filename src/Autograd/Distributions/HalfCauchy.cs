namespace Autograd.Distributions;

/// <summary>The distribution of the absolute value of a <see cref="Cauchy"/> number of median 0.</summary>
public sealed class HalfCauchy : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A scale is not above 0.</exception>
    public HalfCauchy(Tensor scale, bool? validateArgs = null)
        : this(new Cauchy(0, NotNull(scale), validateArgs: false), validateArgs)
    {
    }

    private HalfCauchy(Cauchy cauchy, bool? validateArgs)
        : base(cauchy, [new AbsTransform()], [new("scale", cauchy.Scale, Constraints.Positive)], validateArgs)
    {
    }

    /// <summary>The median.</summary>
    public Tensor Scale => ((Cauchy)BaseDist).Scale;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Nonnegative;

    /// <summary>Infinite.</summary>
    public override Tensor Mean => Tensor.FullLike(Scale, double.PositiveInfinity);

    /// <inheritdoc/>
    public override Tensor Mode => Tensor.ZerosLike(Scale);

    /// <summary>Infinite.</summary>
    public override Tensor Variance => BaseDist.Variance;

    /// <inheritdoc/>
    public override Tensor Entropy() => BaseDist.Entropy() - Math.Log(2);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        (BaseDist.LogProb(value) + Math.Log(2)).MaskedFill(value < 0, double.NegativeInfinity);

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => 2 * BaseDist.Cdf(value) - 1;

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => BaseDist.Icdf((value + 1) / 2);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new HalfCauchy((Cauchy)BaseDist.Expand(batchShape), validateArgs: false);
}
