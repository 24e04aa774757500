namespace Autograd.Distributions;

/// <summary>The gamma distribution with density rateᵃ·xᵃ⁻¹·e^(−rate·x) / Γ(a), where a is the concentration.</summary>
public class Gamma : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="concentration">The shape, above 0.</param>
    /// <param name="rate">The inverse of the scale, above 0; it broadcasts with the concentration.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Gamma(Tensor concentration, Tensor rate, bool? validateArgs = null)
    {
        (Concentration, Rate) = Parameters.Broadcast(nameof(Gamma), NotNull(concentration), NotNull(rate));
        Initialize(
            Rate.Shape,
            Shape.Scalar,
            validateArgs,
            [new("concentration", Concentration, Constraints.Positive), new("rate", Rate, Constraints.Positive)]);
    }

    /// <summary>Makes a distribution with an argument of its own.</summary>
    private protected Gamma(Tensor concentration, Tensor rate, DistributionArgument argument, bool? validateArgs)
    {
        (Concentration, Rate) = Parameters.Broadcast(nameof(Gamma), concentration, rate);
        Initialize(Rate.Shape, Shape.Scalar, validateArgs, [argument]);
    }

    /// <summary>The shape.</summary>
    public Tensor Concentration { get; }

    /// <summary>The inverse of the scale.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Nonnegative;

    /// <inheritdoc/>
    public override Tensor Mean => Concentration / Rate;

    /// <inheritdoc/>
    public override Tensor Mode => ((Concentration - 1) / Rate).Clamp(min: 0);

    /// <inheritdoc/>
    public override Tensor Variance => Concentration / Rate.Square();

    /// <summary>Draws samples as a differentiable function of the parameters, by implicit reparametrization.</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape), at least the smallest normal number.</returns>
    /// <remarks>
    /// The derivative by the concentration is PyTorch's approximation (Figurnov et al., Implicit reparameterization
    /// gradients, 2018), to 5e-4. It has no second derivative.
    /// </remarks>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var value = GammaSampling.StandardGamma(Concentration.ExpandTo(ExtendedShape(sampleShape))) / Rate;

        // The gradient goes past the bound, as in PyTorch.
        value.Detach().ClampInPlace(min: FloatLimits.Tiny(value.DType));
        return value;
    }

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        Concentration - Rate.Log() + Concentration.Lgamma() + (1 - Concentration) * Concentration.Digamma();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        Concentration.XLogY(Rate) + (Concentration - 1).XLogY(value) - Rate * value - Concentration.Lgamma();

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Gamma(Concentration.ExpandTo(batchShape), Rate.ExpandTo(batchShape), validateArgs: false);
}
