namespace Autograd.Distributions;

/// <summary>The distribution of e to the power of a <see cref="Normal"/> number.</summary>
public sealed class LogNormal : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The mean of the logarithm.</param>
    /// <param name="scale">The standard deviation of the logarithm, above 0; it broadcasts with the mean.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public LogNormal(Tensor loc, Tensor scale, bool? validateArgs = null)
        : this(new Normal(NotNull(loc), NotNull(scale), validateArgs: false), validateArgs)
    {
    }

    private LogNormal(Normal normal, bool? validateArgs)
        : base(
            normal,
            [new ExpTransform()],
            [new("loc", normal.Loc, Constraints.Real), new("scale", normal.Scale, Constraints.Positive)],
            validateArgs)
    {
    }

    /// <summary>The mean of the logarithm.</summary>
    public Tensor Loc => ((Normal)BaseDist).Loc;

    /// <summary>The standard deviation of the logarithm.</summary>
    public Tensor Scale => ((Normal)BaseDist).Scale;

    /// <inheritdoc/>
    public override Tensor Mean => (Loc + Scale.Square() / 2).Exp();

    /// <inheritdoc/>
    public override Tensor Mode => (Loc - Scale.Square()).Exp();

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square().Expm1() * (2 * Loc + Scale.Square()).Exp();

    /// <inheritdoc/>
    public override Tensor Entropy() => BaseDist.Entropy() + Loc;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new LogNormal((Normal)BaseDist.Expand(batchShape), validateArgs: false);
}
