namespace Autograd.Distributions;

/// <summary>
/// Kumaraswamy's distribution on [0, 1] with density a·b·xᵃ⁻¹·(1 − xᵃ)ᵇ⁻¹, where a is concentration1 and b concentration0.
/// </summary>
public sealed class Kumaraswamy : TransformedDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="concentration1">a, above 0.</param>
    /// <param name="concentration0">b, above 0; it broadcasts with a.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Kumaraswamy(Tensor concentration1, Tensor concentration0, bool? validateArgs = null)
        : this(Parameters.Broadcast(nameof(Kumaraswamy), NotNull(concentration1), NotNull(concentration0)), validateArgs)
    {
    }

    private Kumaraswamy((Tensor A, Tensor B) parameters, bool? validateArgs)
        : base(
            new Uniform(Tensor.ZerosLike(parameters.B), Tensor.OnesLike(parameters.B), validateArgs: false),
            [
                new PowerTransform(parameters.B.Reciprocal()),
                new AffineTransform(1, -1),
                new PowerTransform(parameters.A.Reciprocal()),
            ],
            [new("concentration1", parameters.A, Constraints.Positive), new("concentration0", parameters.B, Constraints.Positive)],
            validateArgs) => (Concentration1, Concentration0) = parameters;

    /// <summary>a</summary>
    public Tensor Concentration1 { get; }

    /// <summary>b</summary>
    public Tensor Concentration0 { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Mean => Moment(1);

    /// <summary>The most probable value; NaN if a or b is below 1.</summary>
    public override Tensor Mode
    {
        get
        {
            var logMode = Concentration0.Reciprocal() * (-Concentration0).Log1p() - (-Concentration0 * Concentration1).Log1p();
            return logMode.MaskedFill((Concentration0 < 1) | (Concentration1 < 1), double.NaN).Exp();
        }
    }

    /// <inheritdoc/>
    public override Tensor Variance => Moment(2) - Mean.Square();

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var harmonic = (Concentration0 + 1).Digamma() + Gumbel.EulerGamma;
        return 1 - Concentration0.Reciprocal() + (1 - Concentration1.Reciprocal()) * harmonic - Concentration1.Log() - Concentration0.Log();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Kumaraswamy((Concentration1.ExpandTo(batchShape), Concentration0.ExpandTo(batchShape)), validateArgs: false);

    private Tensor Moment(int n)
    {
        var shifted = 1 + n / Concentration1;
        return Concentration0 * (shifted.Lgamma() + Concentration0.Lgamma() - (shifted + Concentration0).Lgamma()).Exp();
    }
}
