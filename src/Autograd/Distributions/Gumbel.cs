namespace Autograd.Distributions;

/// <summary>The Gumbel distribution with density e^(y − eʸ) / scale, where y = (loc − x) / scale.</summary>
public sealed class Gumbel : TransformedDistribution
{
    /// <summary>Euler's constant γ.</summary>
    internal const double EulerGamma = 0.57721566490153286061;

    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The most probable value.</param>
    /// <param name="scale">The scale, above 0; it broadcasts with the value.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Gumbel(Tensor loc, Tensor scale, bool? validateArgs = null)
        : this(Parameters.Broadcast(nameof(Gumbel), NotNull(loc), NotNull(scale)), validateArgs)
    {
    }

    private Gumbel((Tensor Loc, Tensor Scale) parameters, bool? validateArgs)
        : base(
            UniformLike(parameters.Loc),
            [
                new ExpTransform().Inv,
                new AffineTransform(0, -1),
                new ExpTransform().Inv,
                new AffineTransform(parameters.Loc, -parameters.Scale),
            ],
            [new("loc", parameters.Loc, Constraints.Real), new("scale", parameters.Scale, Constraints.Positive)],
            validateArgs) => (Loc, Scale) = parameters;

    /// <summary>The most probable value.</summary>
    public Tensor Loc { get; }

    /// <summary>The scale.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <inheritdoc/>
    public override Tensor Mean => Loc + Scale * EulerGamma;

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <inheritdoc/>
    public override Tensor Variance => StdDev.Square();

    /// <inheritdoc/>
    public override Tensor StdDev => Math.PI / Math.Sqrt(6) * Scale;

    /// <inheritdoc/>
    public override Tensor Entropy() => Scale.Log() + (1 + EulerGamma);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var y = (Loc - value) / Scale;
        return y - y.Exp() - Scale.Log();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Gumbel((Loc.ExpandTo(batchShape), Scale.ExpandTo(batchShape)), validateArgs: false);

    private static Uniform UniformLike(Tensor loc) => new(
        Tensor.FullLike(loc, FloatLimits.Tiny(loc.DType)), Tensor.FullLike(loc, 1 - FloatLimits.Eps(loc.DType)), validateArgs: false);
}
