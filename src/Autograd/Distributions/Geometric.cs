namespace Autograd.Distributions;

/// <summary>The distribution of the number of failures before the first success, (1 − p)ᵏ·p.</summary>
public sealed class Geometric : Distribution
{
    private readonly ProbsOrLogits _probability;

    /// <summary>Makes the distribution from one of the two parameters.</summary>
    /// <param name="probs">The probability of success, above 0.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public Geometric(Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfEvent(nameof(Geometric), probs, logits), validateArgs)
    {
    }

    private Geometric(ProbsOrLogits probability, bool? validateArgs)
    {
        _probability = probability;
        Initialize(probability.Given.Shape, Shape.Scalar, validateArgs, [probability.Argument]);
        if (ValidatesArgs && probability.IsProbs) new DistributionArgument("probs", probability.Given, Constraints.Positive).Check(nameof(Geometric));
    }

    /// <summary>The probability of success.</summary>
    public Tensor Probs => _probability.Probs;

    /// <summary>ln(p / (1 − p)), of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probability.Logits;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.NonnegativeInteger;

    /// <inheritdoc/>
    public override Tensor Mean => 1 / Probs - 1;

    /// <inheritdoc/>
    public override Tensor Mode => Tensor.ZerosLike(Probs);

    /// <inheritdoc/>
    public override Tensor Variance => (1 / Probs - 1) / Probs;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        var u = Tensor.Empty(ExtendedShape(sampleShape), DType).UniformInPlace(FloatLimits.Tiny(DType), 1);
        return (u.Log() / (-Probs).Log1p()).Floor();
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => Bernoulli.EntropyOf(_probability) / Probs;

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        // 0·ln 0 of a certain success.
        var failing = Probs.MaskedFill(Probs.Eq(1) & value.Eq(0), 0.0);
        return value * (-failing).Log1p() + Probs.Log();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Geometric(_probability.Expand(batchShape), validateArgs: false);
}
