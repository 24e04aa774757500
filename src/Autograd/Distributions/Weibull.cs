namespace Autograd.Distributions;

/// <summary>The Weibull distribution with density k/λ·(x/λ)ᵏ⁻¹·e^(−(x/λ)ᵏ), where λ is the scale and k the concentration.</summary>
public sealed class Weibull : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="scale">λ, above 0.</param>
    /// <param name="concentration">k, above 0; it broadcasts with the scale.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Weibull(Tensor scale, Tensor concentration, bool? validateArgs = null)
        : this(Parameters.Broadcast(nameof(Weibull), NotNull(scale), NotNull(concentration)), validateArgs)
    {
    }

    private Weibull((Tensor Scale, Tensor Concentration) parameters, bool? validateArgs)
        : base(
            new Exponential(Tensor.OnesLike(parameters.Scale), validateArgs: false),
            [new PowerTransform(parameters.Concentration.Reciprocal()), new AffineTransform(0, parameters.Scale)],
            [new("scale", parameters.Scale, Constraints.Positive), new("concentration", parameters.Concentration, Constraints.Positive)],
            validateArgs) => (Scale, Concentration) = parameters;

    /// <summary>λ</summary>
    public Tensor Scale { get; }

    /// <summary>k</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Positive;

    /// <inheritdoc/>
    public override Tensor Mean => Scale * (1 + Concentration.Reciprocal()).Lgamma().Exp();

    /// <inheritdoc/>
    public override Tensor Mode => Scale * ((Concentration - 1) / Concentration).Pow(Concentration.Reciprocal());

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            var inverse = Concentration.Reciprocal();
            return Scale.Square() * ((1 + 2 * inverse).Lgamma().Exp() - (2 * (1 + inverse).Lgamma()).Exp());
        }
    }

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        Gumbel.EulerGamma * (1 - Concentration.Reciprocal()) + (Scale * Concentration.Reciprocal()).Log() + 1;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Weibull((Scale.ExpandTo(batchShape), Concentration.ExpandTo(batchShape)), validateArgs: false);
}
