namespace Autograd.Distributions;

/// <summary>The distribution of the number of successes before totalCount failures.</summary>
public sealed class NegativeBinomial : Distribution
{
    private readonly ProbsOrLogits _probability;

    /// <summary>Makes the distribution from one of the two parameters of probability.</summary>
    /// <param name="totalCount">The number of failures, at least 0, which need not be an integer.</param>
    /// <param name="probs">The probability of success, in [0, 1); it broadcasts with the number of failures.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">
    /// Both or neither are given, a parameter is out of range, or the shapes do not broadcast.
    /// </exception>
    public NegativeBinomial(Tensor totalCount, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfEvent(nameof(NegativeBinomial), NotNull(totalCount), probs, logits), validateArgs)
    {
    }

    private NegativeBinomial((Tensor TotalCount, ProbsOrLogits Probability) parameters, bool? validateArgs)
    {
        (TotalCount, _probability) = parameters;
        var probability = _probability.IsProbs
            ? new DistributionArgument("probs", _probability.Given, Constraints.HalfOpenInterval(0.0, 1.0))
            : _probability.Argument;
        Initialize(
            TotalCount.Shape, Shape.Scalar, validateArgs, [new("totalCount", TotalCount, Constraints.GreaterThanEq(0)), probability]);
    }

    /// <summary>The number of failures, in the type of the probability.</summary>
    public Tensor TotalCount { get; }

    /// <summary>The probability of success.</summary>
    public Tensor Probs => _probability.Probs;

    /// <summary>ln(p / (1 − p)), of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probability.Logits;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.NonnegativeInteger;

    /// <inheritdoc/>
    public override Tensor Mean => TotalCount * Logits.Exp();

    /// <inheritdoc/>
    public override Tensor Mode => ((TotalCount - 1) * Logits.Exp()).Floor().Clamp(min: 0);

    /// <inheritdoc/>
    public override Tensor Variance => Mean / (-Logits).Sigmoid();

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        return Tensor.Poisson(new Gamma(TotalCount, (-Logits).Exp(), validateArgs: false).Sample(sampleShape));
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var normalization = (1 + value).Lgamma() + TotalCount.Lgamma() - (TotalCount + value).Lgamma();
        return TotalCount * (-Logits).LogSigmoid() + value * Logits.LogSigmoid()
            - normalization.MaskedFill((TotalCount + value).Eq(0), 0.0);
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new NegativeBinomial((TotalCount.ExpandTo(batchShape), _probability.Expand(batchShape)), validateArgs: false);
}
