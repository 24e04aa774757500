namespace Autograd.Distributions;

/// <summary>
/// A distribution on (0, 1) whose samples have gradients, and that approaches the <see cref="Bernoulli"/> distribution as
/// the temperature approaches 0 (Maddison et al., The concrete distribution, 2016; Jang et al., 2016).
/// </summary>
public sealed class RelaxedBernoulli : TransformedDistribution
{
    /// <inheritdoc cref="LogitRelaxedBernoulli(Tensor, Tensor, Tensor, bool?)"/>
    public RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(
            new LogitRelaxedBernoulli(
                NotNull(temperature), ProbsOrLogits.OfEvent(nameof(RelaxedBernoulli), probs, logits), validateArgs: false),
            validateArgs)
    {
    }

    private RelaxedBernoulli(LogitRelaxedBernoulli logit, bool? validateArgs)
        : base(logit, [new SigmoidTransform()], [logit.Parameter.Argument], validateArgs)
    {
    }

    /// <summary>The temperature.</summary>
    public Tensor Temperature => Logit.Temperature;

    /// <inheritdoc cref="LogitRelaxedBernoulli.Probs"/>
    public Tensor Probs => Logit.Probs;

    /// <inheritdoc cref="LogitRelaxedBernoulli.Logits"/>
    public Tensor Logits => Logit.Logits;

    private LogitRelaxedBernoulli Logit => (LogitRelaxedBernoulli)BaseDist;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new RelaxedBernoulli((LogitRelaxedBernoulli)Logit.Expand(batchShape), validateArgs: false);
}
