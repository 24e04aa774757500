namespace Autograd.Distributions;

/// <summary>
/// A <see cref="OneHotCategorical"/> whose samples pass their gradient to the probabilities, as if they were these (Bengio
/// et al., Estimating or propagating gradients through stochastic neurons, 2013).
/// </summary>
public sealed class OneHotCategoricalStraightThrough : OneHotCategorical
{
    /// <inheritdoc/>
    public OneHotCategoricalStraightThrough(Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfCategories(nameof(OneHotCategoricalStraightThrough), probs, logits), validateArgs)
    {
    }

    private OneHotCategoricalStraightThrough(ProbsOrLogits probabilities, bool? validateArgs)
        : base(probabilities, validateArgs)
    {
    }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => Sample(sampleShape) + (Probs - Probs.Detach());

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new OneHotCategoricalStraightThrough(Base.Parameter.Expand(batchShape), validateArgs: false);
}
