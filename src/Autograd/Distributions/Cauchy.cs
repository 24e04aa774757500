namespace Autograd.Distributions;

/// <summary>The Cauchy distribution with density 1 / (π·scale·(1 + ((x − loc) / scale)²)).</summary>
public sealed class Cauchy : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The median.</param>
    /// <param name="scale">Half the distance between the quartiles, above 0; it broadcasts with the median.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Cauchy(Tensor loc, Tensor scale, bool? validateArgs = null)
    {
        (Loc, Scale) = Parameters.Broadcast(nameof(Cauchy), NotNull(loc), NotNull(scale));
        Initialize(
            Loc.Shape, Shape.Scalar, validateArgs, [new("loc", Loc, Constraints.Real), new("scale", Scale, Constraints.Positive)]);
    }

    /// <summary>The median.</summary>
    public Tensor Loc { get; }

    /// <summary>Half the distance between the quartiles.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <summary>NaN: the integral of the mean does not converge.</summary>
    public override Tensor Mean => Tensor.FullLike(Loc, double.NaN);

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <summary>Infinite.</summary>
    public override Tensor Variance => Tensor.FullLike(Loc, double.PositiveInfinity);

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) =>
        Loc + Tensor.Empty(ExtendedShape(sampleShape), Loc.DType).CauchyInPlace() * Scale;

    /// <inheritdoc/>
    public override Tensor Entropy() => Math.Log(4 * Math.PI) + Scale.Log();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        -Math.Log(Math.PI) - Scale.Log() - (1 + ((value - Loc) / Scale).Square()).Log();

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => ((value - Loc) / Scale).Atan() / Math.PI + 0.5;

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => (Math.PI * (value - 0.5)).Tan() * Scale + Loc;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Cauchy(Loc.ExpandTo(batchShape), Scale.ExpandTo(batchShape), validateArgs: false);
}
