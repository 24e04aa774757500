namespace Autograd.Distributions;

/// <summary>The distribution of the absolute value of a <see cref="Normal"/> number of mean 0.</summary>
public sealed class HalfNormal : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="scale">The standard deviation of the normal number, above 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A scale is not above 0.</exception>
    public HalfNormal(Tensor scale, bool? validateArgs = null)
        : this(new Normal(0, NotNull(scale), validateArgs: false), validateArgs)
    {
    }

    private HalfNormal(Normal normal, bool? validateArgs)
        : base(normal, [new AbsTransform()], [new("scale", normal.Scale, Constraints.Positive)], validateArgs)
    {
    }

    /// <summary>The standard deviation of the normal number.</summary>
    public Tensor Scale => ((Normal)BaseDist).Scale;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Nonnegative;

    /// <inheritdoc/>
    public override Tensor Mean => Scale * Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public override Tensor Mode => Tensor.ZerosLike(Scale);

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square() * (1 - 2 / Math.PI);

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
    protected override Distribution ExpandCore(Shape batchShape) => new HalfNormal((Normal)BaseDist.Expand(batchShape), validateArgs: false);
}
