namespace Autograd.Distributions;

/// <summary>
/// A distribution on the simplex whose samples have gradients, and that approaches <see cref="OneHotCategorical"/> as the
/// temperature approaches 0 (Maddison et al., The concrete distribution, 2016; Jang et al., 2016).
/// </summary>
public sealed class RelaxedOneHotCategorical : TransformedDistribution
{
    /// <inheritdoc cref="ExpRelaxedCategorical(Tensor, Tensor, Tensor, bool?)"/>
    public RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(
            new ExpRelaxedCategorical(
                NotNull(temperature), ProbsOrLogits.OfCategories(nameof(RelaxedOneHotCategorical), probs, logits), validateArgs: false),
            validateArgs)
    {
    }

    private RelaxedOneHotCategorical(ExpRelaxedCategorical logarithm, bool? validateArgs)
        : base(logarithm, [new ExpTransform()], [logarithm.Parameter.Argument], validateArgs)
    {
    }

    /// <summary>The temperature.</summary>
    public Tensor Temperature => Logarithm.Temperature;

    /// <inheritdoc cref="Categorical.Probs"/>
    public Tensor Probs => Logarithm.Probs;

    /// <inheritdoc cref="Categorical.Logits"/>
    public Tensor Logits => Logarithm.Logits;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Simplex;

    private ExpRelaxedCategorical Logarithm => (ExpRelaxedCategorical)BaseDist;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new RelaxedOneHotCategorical((ExpRelaxedCategorical)Logarithm.Expand(batchShape), validateArgs: false);
}
