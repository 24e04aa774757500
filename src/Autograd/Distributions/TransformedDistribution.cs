namespace Autograd.Distributions;

/// <summary>The distribution of the results of transforms, one after the other, of a distribution's values.</summary>
public class TransformedDistribution : Distribution
{
    private readonly Distribution _original;

    /// <summary>Makes the distribution.</summary>
    /// <param name="baseDistribution">The distribution of the arguments.</param>
    /// <param name="transform">The transform.</param>
    /// <param name="validateArgs">Whether values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public TransformedDistribution(Distribution baseDistribution, Transform transform, bool? validateArgs = null)
        : this(NotNull(baseDistribution), [NotNull(transform)], [], validateArgs)
    {
    }

    /// <summary>Makes the distribution.</summary>
    /// <param name="baseDistribution">The distribution of the arguments.</param>
    /// <param name="transforms">The transforms, the first of which is applied first.</param>
    /// <param name="validateArgs">Whether values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a transform is null.</exception>
    public TransformedDistribution(Distribution baseDistribution, IEnumerable<Transform> transforms, bool? validateArgs = null)
        : this(NotNull(baseDistribution), [.. NotNull(transforms)], [], validateArgs)
    {
    }

    private protected TransformedDistribution(
        Distribution baseDistribution, Transform[] transforms, DistributionArgument[] arguments, bool? validateArgs)
    {
        _original = baseDistribution;
        Transforms = transforms;
        var whole = new ComposeTransform(transforms);
        var baseShape = Shapes.Join(baseDistribution.BatchShape, baseDistribution.EventShape);
        var (domain, codomain, baseEvents) = (whole.Domain.EventDim, whole.Codomain.EventDim, baseDistribution.EventShape.Count);
        if (baseShape.Count < domain)
        {
            throw new ArgumentException(
                $"TransformedDistribution: {baseDistribution} has shape {baseShape}; the transforms need at least {domain} dimensions; "
                + "Expand it first",
                nameof(baseDistribution));
        }

        // The parameters of a transform may have a larger shape than those of the distribution.
        var shape = whole.ForwardShape(baseShape);
        var expanded = whole.InverseShape(shape);
        if (!expanded.Equals(baseShape)) baseDistribution = baseDistribution.Expand(Shapes.WithoutLast(expanded, baseEvents));
        if (domain > baseEvents) baseDistribution = new Independent(baseDistribution, domain - baseEvents);
        BaseDist = baseDistribution;
        var events = codomain + Math.Max(baseEvents - domain, 0);
        Initialize(Shapes.WithoutLast(shape, events), Shapes.Last(shape, events), validateArgs, arguments);
    }

    /// <summary>The distribution of the arguments.</summary>
    public Distribution BaseDist { get; }

    /// <summary>The transforms.</summary>
    public IReadOnlyList<Transform> Transforms { get; }

    /// <inheritdoc/>
    public override bool HasRSample => BaseDist.HasRSample;

    /// <inheritdoc/>
    public override Constraint Support
    {
        get
        {
            if (Transforms.Count == 0) return BaseDist.Support;
            var support = Transforms[^1].Codomain;
            return EventShape.Count > support.EventDim
                ? Constraints.Independent(support, EventShape.Count - support.EventDim)
                : support;
        }
    }

    internal override DType DType => BaseDist.DType;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        return Transformed(BaseDist.Sample(sampleShape));
    }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => Transformed(BaseDist.RSample(sampleShape));

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var events = EventShape.Count;
        Tensor? sum = null;
        for (var i = Transforms.Count - 1; i >= 0; i--)
        {
            var transform = Transforms[i];
            var x = transform.Inverse(value);
            events += transform.Domain.EventDim - transform.Codomain.EventDim;
            var term = Shapes.SumRightmost(transform.LogAbsDetJacobian(x, value), events - transform.Domain.EventDim);
            sum = sum is null ? term : sum + term;
            value = x;
        }

        var logProb = Shapes.SumRightmost(BaseDist.LogProb(value), events - BaseDist.EventShape.Count);
        return sum is null ? logProb : logProb - sum;
    }

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value)
    {
        for (var i = Transforms.Count - 1; i >= 0; i--) value = Transforms[i].Inverse(value);
        return Monotonized(BaseDist.Cdf(value));
    }

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => Transformed(BaseDist.Icdf(Monotonized(value)));

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new TransformedDistribution(ExpandedBase(batchShape), [.. Transforms], [], validateArgs: false);

    /// <summary>The distribution that the constructor was given, expanded for a batch of results.</summary>
    private protected Distribution ExpandedBase(Shape batchShape)
    {
        var shape = new ComposeTransform(Transforms).InverseShape(Shapes.Join(batchShape, EventShape));
        return _original.Expand(Shapes.WithoutLast(shape, _original.EventShape.Count));
    }

    private Tensor Transformed(Tensor x)
    {
        foreach (var transform in Transforms) x = transform.Forward(x);
        return x;
    }

    /// <summary>Turns probabilities around where the transforms are decreasing.</summary>
    private Tensor Monotonized(Tensor value)
    {
        var sign = new ComposeTransform(Transforms).Sign;
        return sign.NDim == 0 && sign.Item() == 1 ? value : sign * (value - 0.5) + 0.5;
    }
}
