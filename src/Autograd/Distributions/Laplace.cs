namespace Autograd.Distributions;

/// <summary>The Laplace distribution with density e^(−|x − loc| / scale) / (2·scale).</summary>
public sealed class Laplace : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The mean distance from the mean, above 0; it broadcasts with the mean.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Laplace(Tensor loc, Tensor scale, bool? validateArgs = null)
    {
        (Loc, Scale) = Parameters.Broadcast(nameof(Laplace), NotNull(loc), NotNull(scale));
        Initialize(
            Loc.Shape, Shape.Scalar, validateArgs, [new("loc", Loc, Constraints.Real), new("scale", Scale, Constraints.Positive)]);
    }

    /// <summary>The mean.</summary>
    public Tensor Loc { get; }

    /// <summary>The mean distance from the mean.</summary>
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
    public override Tensor Variance => 2 * Scale.Square();

    /// <inheritdoc/>
    public override Tensor StdDev => Math.Sqrt(2) * Scale;

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var u = Tensor.Empty(ExtendedShape(sampleShape), Loc.DType).UniformInPlace(FloatLimits.Eps(Loc.DType) - 1, 1);
        return Loc - Scale * u.Sign() * (-u.Abs()).Log1p();
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => 1 + (2 * Scale).Log();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => -(2 * Scale).Log() - (value - Loc).Abs() / Scale;

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) =>
        0.5 - 0.5 * (value - Loc).Sign() * (-(value - Loc).Abs() / Scale).Expm1();

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value)
    {
        var term = value - 0.5;
        return Loc - Scale * term.Sign() * (-2 * term.Abs()).Log1p();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Laplace(Loc.ExpandTo(batchShape), Scale.ExpandTo(batchShape), validateArgs: false);
}
