namespace Autograd.Distributions;

/// <summary>The distribution of how often each category is drawn in totalCount draws.</summary>
public sealed class Multinomial : Distribution
{
    private readonly Categorical _categorical;

    /// <summary>Makes the distribution from one of the two parameters of probability.</summary>
    /// <param name="totalCount">The number of draws.</param>
    /// <param name="probs">(*, categories), not negative; each row is divided by its sum.</param>
    /// <param name="logits">(*, categories): logarithms of the probabilities, but for a constant in each row.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of draws is negative.</exception>
    public Multinomial(int totalCount = 1, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(totalCount, ProbsOrLogits.OfCategories(nameof(Multinomial), probs, logits), validateArgs)
    {
    }

    private Multinomial(int totalCount, ProbsOrLogits probabilities, bool? validateArgs)
    {
        if (totalCount < 0)
            throw new ArgumentOutOfRangeException(nameof(totalCount), $"Multinomial: {totalCount} draws; it must be 0 or more");
        TotalCount = totalCount;
        _categorical = new Categorical(probabilities, validateArgs: false);
        Initialize(_categorical.BatchShape, Shape.Create(_categorical.NumEvents), validateArgs, [probabilities.Argument]);
    }

    /// <summary>The number of draws.</summary>
    public int TotalCount { get; }

    /// <inheritdoc cref="Categorical.Probs"/>
    public Tensor Probs => _categorical.Probs;

    /// <inheritdoc cref="Categorical.Logits"/>
    public Tensor Logits => _categorical.Logits;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Multinomial(TotalCount);

    /// <inheritdoc/>
    public override Tensor Mean => Probs * TotalCount;

    /// <inheritdoc/>
    public override Tensor Variance => TotalCount * Probs * (1 - Probs);

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        var draws = _categorical.Sample(Shapes.Join(TotalCount, sampleShape ?? Shape.Scalar)).MoveDim(0, -1);
        return Tensor.Zeros(ExtendedShape(sampleShape), DType.Int64).ScatterAdd(-1, draws, Tensor.OnesLike(draws)).To(DType);
    }

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var binomial = new Binomial(TotalCount, Probs, validateArgs: false);
        var counts = binomial.EnumerateSupport(expand: false)[1..];
        var inner = (binomial.LogProb(counts).Exp() * (counts + 1).Lgamma()).Sum([0, -1]);
        return TotalCount * _categorical.Entropy() - Tensor.From(TotalCount + 1.0, DType).Lgamma() + inner;
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        // 0·ln 0 of a category that is impossible and was not drawn.
        var logits = Logits.MaskedFill(value.Eq(0) & Logits.Eq(double.NegativeInfinity), 0.0);
        return (value.Sum(-1) + 1).Lgamma() - (value + 1).Lgamma().Sum(-1) + (logits * value).Sum(-1);
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Multinomial(TotalCount, _categorical.Parameter.Expand(batchShape), validateArgs: false);
}
