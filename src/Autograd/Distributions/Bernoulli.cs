namespace Autograd.Distributions;

/// <summary>The distribution of 1, with probability probs, and 0.</summary>
public sealed class Bernoulli : Distribution
{
    private readonly ProbsOrLogits _probability;

    /// <summary>Makes the distribution from one of the two parameters.</summary>
    /// <param name="probs">The probability of 1.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public Bernoulli(Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfEvent(nameof(Bernoulli), probs, logits), validateArgs)
    {
    }

    private Bernoulli(ProbsOrLogits probability, bool? validateArgs)
    {
        _probability = probability;
        Initialize(probability.Given.Shape, Shape.Scalar, validateArgs, [probability.Argument]);
    }

    /// <summary>The probability of 1.</summary>
    public Tensor Probs => _probability.Probs;

    /// <summary>ln(p / (1 − p)), of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probability.Logits;

    /// <inheritdoc/>
    public override bool HasEnumerateSupport => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Boolean;

    /// <inheritdoc/>
    public override Tensor Mean => Probs;

    /// <summary>The more probable value; NaN if both are as probable.</summary>
    public override Tensor Mode => (Probs >= 0.5).To(DType).MaskedFill(Probs.Eq(0.5), double.NaN);

    /// <inheritdoc/>
    public override Tensor Variance => Probs * (1 - Probs);

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null) => Tensor.Bernoulli(Probs.Detach().ExpandTo(ExtendedShape(sampleShape)));

    /// <inheritdoc/>
    public override Tensor Entropy() => EntropyOf(_probability);

    /// <inheritdoc/>
    public override Tensor EnumerateSupport(bool expand = true) => Enumeration.Along(this, Tensor.Arange(2, DType), expand);

    /// <summary>−p·ln p − (1 − p)·ln(1 − p)</summary>
    internal static Tensor EntropyOf(ProbsOrLogits probability) =>
        (1 - probability.Probs) * probability.Logits - probability.Logits.LogSigmoid();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => (value - 1) * Logits + Logits.LogSigmoid();

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Bernoulli(_probability.Expand(batchShape), validateArgs: false);
}
