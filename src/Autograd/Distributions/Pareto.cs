namespace Autograd.Distributions;

/// <summary>The Pareto distribution of numbers from scale on, with density α·scaleᵅ / xᵅ⁺¹.</summary>
public sealed class Pareto : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="scale">The smallest value, above 0.</param>
    /// <param name="alpha">α, above 0; it broadcasts with the scale.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Pareto(Tensor scale, Tensor alpha, bool? validateArgs = null)
        : this(Parameters.Broadcast(nameof(Pareto), NotNull(scale), NotNull(alpha)), validateArgs)
    {
    }

    private Pareto((Tensor Scale, Tensor Alpha) parameters, bool? validateArgs)
        : base(
            new Exponential(parameters.Alpha, validateArgs: false),
            [new ExpTransform(), new AffineTransform(0, parameters.Scale)],
            [new("alpha", parameters.Alpha, Constraints.Positive), new("scale", parameters.Scale, Constraints.Positive)],
            validateArgs) => (Scale, Alpha) = parameters;

    /// <summary>The smallest value.</summary>
    public Tensor Scale { get; }

    /// <summary>α</summary>
    public Tensor Alpha { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.GreaterThanEq(Scale.Detach());

    /// <summary>The mean; infinite up to α = 1.</summary>
    public override Tensor Mean
    {
        get
        {
            var a = Alpha.Clamp(min: 1);
            return a * Scale / (a - 1);
        }
    }

    /// <inheritdoc/>
    public override Tensor Mode => Scale;

    /// <summary>The variance; infinite up to α = 2.</summary>
    public override Tensor Variance
    {
        get
        {
            var a = Alpha.Clamp(min: 2);
            return Scale.Square() * a / ((a - 1).Square() * (a - 2));
        }
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => (Scale / Alpha).Log() + (1 + Alpha.Reciprocal());

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Pareto((Scale.ExpandTo(batchShape), Alpha.ExpandTo(batchShape)), validateArgs: false);
}
