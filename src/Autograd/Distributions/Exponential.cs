namespace Autograd.Distributions;

/// <summary>The exponential distribution with density rate·e^(−rate·x).</summary>
public sealed class Exponential : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="rate">The inverse of the mean, above 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A rate is not above 0.</exception>
    public Exponential(Tensor rate, bool? validateArgs = null)
    {
        Rate = Parameters.Floating(NotNull(rate));
        Initialize(Rate.Shape, Shape.Scalar, validateArgs, [new("rate", Rate, Constraints.Positive)]);
    }

    /// <summary>The inverse of the mean.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Nonnegative;

    /// <inheritdoc/>
    public override Tensor Mean => Rate.Reciprocal();

    /// <inheritdoc/>
    public override Tensor Mode => Tensor.ZerosLike(Rate);

    /// <inheritdoc/>
    public override Tensor Variance => Rate.Pow(-2);

    /// <inheritdoc/>
    public override Tensor StdDev => Rate.Reciprocal();

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) =>
        Tensor.Empty(ExtendedShape(sampleShape), Rate.DType).ExponentialInPlace() / Rate;

    /// <inheritdoc/>
    public override Tensor Entropy() => 1 - Rate.Log();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => Rate.Log() - Rate * value;

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => 1 - (-Rate * value).Exp();

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value) => -(1 - value).Log() / Rate;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Exponential(Rate.ExpandTo(batchShape), validateArgs: false);
}
