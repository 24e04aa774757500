namespace Autograd.Distributions;

/// <summary>The distribution of points of the simplex that a stick is broken into by the logistic function of normal numbers.</summary>
public sealed class LogisticNormal : TransformedDistribution
{
    private readonly Normal _normal;

    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">(*, categories − 1): the means.</param>
    /// <param name="scale">The standard deviations, above 0; they broadcast with the means.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public LogisticNormal(Tensor loc, Tensor scale, bool? validateArgs = null)
        : this(OfVectors(new Normal(NotNull(loc), NotNull(scale), validateArgs: false)), validateArgs)
    {
    }

    private LogisticNormal(Normal normal, bool? validateArgs)
        : base(
            normal,
            [new StickBreakingTransform()],
            [new("loc", normal.Loc, Constraints.Real), new("scale", normal.Scale, Constraints.Positive)],
            validateArgs) => _normal = normal;

    /// <summary>The means.</summary>
    public Tensor Loc => _normal.Loc;

    /// <summary>The standard deviations.</summary>
    public Tensor Scale => _normal.Scale;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new LogisticNormal((Normal)ExpandedBase(batchShape), validateArgs: false);

    private static Normal OfVectors(Normal normal) => normal.BatchShape.Count == 0 ? (Normal)normal.Expand(1) : normal;
}
