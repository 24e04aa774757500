namespace Autograd.Distributions;

/// <summary>The distribution of categories as vectors with a 1 at the category.</summary>
public class OneHotCategorical : Distribution
{
    /// <summary>Makes the distribution from one of the two parameters.</summary>
    /// <param name="probs">(*, categories), not negative; each row is divided by its sum.</param>
    /// <param name="logits">(*, categories): logarithms of the probabilities, but for a constant in each row.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public OneHotCategorical(Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfCategories(nameof(OneHotCategorical), probs, logits), validateArgs)
    {
    }

    private protected OneHotCategorical(ProbsOrLogits probabilities, bool? validateArgs)
    {
        Base = new Categorical(probabilities, validateArgs: false);
        Initialize(Base.BatchShape, Shape.Create(Base.NumEvents), validateArgs, [probabilities.Argument]);
    }

    /// <inheritdoc cref="Categorical.Probs"/>
    public Tensor Probs => Base.Probs;

    /// <inheritdoc cref="Categorical.Logits"/>
    public Tensor Logits => Base.Logits;

    /// <inheritdoc/>
    public override bool HasEnumerateSupport => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.OneHot;

    /// <inheritdoc/>
    public override Tensor Mean => Probs;

    /// <inheritdoc/>
    public override Tensor Mode => Base.Mode.OneHot(Base.NumEvents).To(DType);

    /// <inheritdoc/>
    public override Tensor Variance => Probs * (1 - Probs);

    /// <summary>The distribution of the categories.</summary>
    internal Categorical Base { get; }

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null) => Base.Sample(sampleShape).OneHot(Base.NumEvents).To(DType);

    /// <inheritdoc/>
    public override Tensor Entropy() => Base.Entropy();

    /// <inheritdoc/>
    public override Tensor EnumerateSupport(bool expand = true) => Enumeration.Along(this, Tensor.Eye(Base.NumEvents, dtype: DType), expand);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => Base.LogProb(value.ArgMax(-1));

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new OneHotCategorical(Base.Parameter.Expand(batchShape), validateArgs: false);
}
