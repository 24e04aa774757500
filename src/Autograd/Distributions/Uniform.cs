namespace Autograd.Distributions;

/// <summary>The distribution with the same density everywhere in [low, high).</summary>
public sealed class Uniform : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound, above the lower one; it broadcasts with it.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">The bounds are out of order, or the shapes do not broadcast.</exception>
    public Uniform(Tensor low, Tensor high, bool? validateArgs = null)
    {
        (Low, High) = Parameters.Broadcast(nameof(Uniform), NotNull(low), NotNull(high));
        Initialize(
            Low.Shape,
            Shape.Scalar,
            validateArgs,
            [new("low", Low, Constraints.Real), new("high", High, Constraints.GreaterThan(Low.Detach()))]);
    }

    /// <summary>The lower bound.</summary>
    public Tensor Low { get; }

    /// <summary>The upper bound.</summary>
    public Tensor High { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Interval(Low.Detach(), High.Detach());

    /// <inheritdoc/>
    public override Tensor Mean => (High + Low) / 2;

    /// <summary>NaN: no value is more probable than the others.</summary>
    public override Tensor Mode => High * double.NaN;

    /// <inheritdoc/>
    public override Tensor Variance => (High - Low).Square() / 12;

    /// <inheritdoc/>
    public override Tensor StdDev => (High - Low) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => Low + Tensor.Rand(ExtendedShape(sampleShape), Low.DType) * (High - Low);

    /// <inheritdoc/>
    public override Tensor Entropy() => (High - Low).Log();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        ((Low <= value) & (High > value)).To(Low.DType).Log() - (High - Low).Log();

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => ((value - Low) / (High - Low)).Clamp(min: 0, max: 1);

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => value * (High - Low) + Low;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Uniform(Low.ExpandTo(batchShape), High.ExpandTo(batchShape), validateArgs: false);
}
