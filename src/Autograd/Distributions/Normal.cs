namespace Autograd.Distributions;

/// <summary>The normal distribution with density e^(−((x − loc) / scale)² / 2) / (scale·√(2π)).</summary>
public sealed class Normal : Distribution
{
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation, above 0; it broadcasts with the mean.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Normal(Tensor loc, Tensor scale, bool? validateArgs = null)
    {
        (Loc, Scale) = Parameters.Broadcast(nameof(Normal), NotNull(loc), NotNull(scale));
        Initialize(
            Loc.Shape, Shape.Scalar, validateArgs, [new("loc", Loc, Constraints.Real), new("scale", Scale, Constraints.Positive)]);
    }

    /// <summary>The mean.</summary>
    public Tensor Loc { get; }

    /// <summary>The standard deviation.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square();

    /// <inheritdoc/>
    public override Tensor StdDev => Scale;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        var shape = ExtendedShape(sampleShape);
        return Tensor.Normal(Loc.Detach().ExpandTo(shape), Scale.Detach().ExpandTo(shape));
    }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => Loc + Tensor.RandN(ExtendedShape(sampleShape), Loc.DType) * Scale;

    /// <inheritdoc/>
    public override Tensor Entropy() => Scale.Log() + (0.5 + HalfLogTwoPi);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        -(value - Loc).Square() / (2 * Scale.Square()) - Scale.Log() - HalfLogTwoPi;

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => 0.5 * (1 + ((value - Loc) / Scale / Math.Sqrt(2)).Erf());

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => Loc + Scale * (2 * value - 1).ErfInv() * Math.Sqrt(2);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Normal(Loc.ExpandTo(batchShape), Scale.ExpandTo(batchShape), validateArgs: false);
}
