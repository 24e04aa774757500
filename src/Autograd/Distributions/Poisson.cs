namespace Autograd.Distributions;

/// <summary>The Poisson distribution of counts k, with probability rateᵏ·e^(−rate) / k!.</summary>
public sealed class Poisson : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="rate">The mean, at least 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A rate is negative.</exception>
    public Poisson(Tensor rate, bool? validateArgs = null)
    {
        Rate = Parameters.Floating(NotNull(rate));
        Initialize(Rate.Shape, Shape.Scalar, validateArgs, [new("rate", Rate, Constraints.Nonnegative)]);
    }

    /// <summary>The mean.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.NonnegativeInteger;

    /// <inheritdoc/>
    public override Tensor Mean => Rate;

    /// <inheritdoc/>
    public override Tensor Mode => Rate.Floor();

    /// <inheritdoc/>
    public override Tensor Variance => Rate;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null) => Tensor.Poisson(Rate.Detach().ExpandTo(ExtendedShape(sampleShape)));

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => value.XLogY(Rate) - Rate - (value + 1).Lgamma();

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Poisson(Rate.ExpandTo(batchShape), validateArgs: false);
}
