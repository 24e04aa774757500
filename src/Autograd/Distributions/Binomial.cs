namespace Autograd.Distributions;

/// <summary>The distribution of the number of successes in totalCount trials.</summary>
public sealed class Binomial : Distribution
{
    private readonly ProbsOrLogits _probability;

    /// <summary>Makes the distribution from one of the two parameters of probability.</summary>
    /// <param name="totalCount">The number of trials; by default 1.</param>
    /// <param name="probs">The probability of success; it broadcasts with the number of trials.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">
    /// Both or neither are given, a parameter is out of range, or the shapes do not broadcast.
    /// </exception>
    public Binomial(Tensor? totalCount = null, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfEvent(nameof(Binomial), totalCount ?? 1, probs, logits), validateArgs)
    {
    }

    private Binomial((Tensor TotalCount, ProbsOrLogits Probability) parameters, bool? validateArgs)
    {
        (TotalCount, _probability) = parameters;
        Initialize(
            TotalCount.Shape,
            Shape.Scalar,
            validateArgs,
            [new("totalCount", TotalCount, Constraints.NonnegativeInteger), _probability.Argument]);
    }

    /// <summary>The number of trials, in the type of the probability.</summary>
    public Tensor TotalCount { get; }

    /// <summary>The probability of success.</summary>
    public Tensor Probs => _probability.Probs;

    /// <summary>ln(p / (1 − p)), of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probability.Logits;

    /// <inheritdoc/>
    public override bool HasEnumerateSupport => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.IntegerInterval(0, TotalCount.Detach());

    /// <inheritdoc/>
    public override Tensor Mean => TotalCount * Probs;

    /// <inheritdoc/>
    public override Tensor Mode => ((TotalCount + 1) * Probs).Floor().Clamp(max: TotalCount);

    /// <inheritdoc/>
    public override Tensor Variance => TotalCount * Probs * (1 - Probs);

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        var shape = ExtendedShape(sampleShape);
        return Tensor.SampleBinomial(TotalCount.Detach().ExpandTo(shape), Probs.Detach().ExpandTo(shape));
    }

    /// <summary>The entropy of each distribution, summed over its values.</summary>
    /// <exception cref="NotSupportedException">The distributions have different numbers of trials.</exception>
    public override Tensor Entropy()
    {
        var logProb = LogProb(Enumerate(nameof(Entropy), expand: false));
        return -(logProb.Exp() * logProb).Sum(0);
    }

    /// <inheritdoc/>
    public override Tensor EnumerateSupport(bool expand = true) => Enumerate(nameof(EnumerateSupport), expand);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        value * Logits - (value + 1).Lgamma() - (TotalCount - value + 1).Lgamma() + TotalCount * (-Logits).LogSigmoid()
        + (TotalCount + 1).Lgamma();

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Binomial((TotalCount.ExpandTo(batchShape), _probability.Expand(batchShape)), validateArgs: false);

    private Tensor Enumerate(string op, bool expand)
    {
        var counts = TotalCount.Detach();
        var most = counts.Numel == 0 ? 0 : counts.Max().Item();
        if (counts.Numel > 0 && counts.Min().Item() is var least && least != most)
        {
            throw new NotSupportedException(
                $"{op}: the numbers of trials are from {least} to {most}; make a Binomial for each number, whose values are as many");
        }

        return Enumeration.Along(this, Tensor.Arange(most + 1, DType), expand);
    }
}
