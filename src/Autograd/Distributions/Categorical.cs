namespace Autograd.Distributions;

/// <summary>The distribution of the categories 0, 1, …, as Int64.</summary>
public sealed class Categorical : Distribution
{
    private readonly ProbsOrLogits _probabilities;

    /// <summary>Makes the distribution from one of the two parameters.</summary>
    /// <param name="probs">(*, categories), not negative; each row is divided by its sum.</param>
    /// <param name="logits">(*, categories): logarithms of the probabilities, but for a constant in each row.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public Categorical(Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfCategories(nameof(Categorical), probs, logits), validateArgs)
    {
    }

    internal Categorical(ProbsOrLogits probabilities, bool? validateArgs)
    {
        _probabilities = probabilities;
        Initialize(Shapes.WithoutLast(probabilities.Given.Shape, 1), Shape.Scalar, validateArgs, [probabilities.Argument]);
    }

    /// <summary>(*, categories): the probabilities.</summary>
    public Tensor Probs => _probabilities.Probs;

    /// <summary>(*, categories): their logarithms, of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probabilities.Logits;

    /// <inheritdoc/>
    public override bool HasEnumerateSupport => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.IntegerInterval(0, NumEvents - 1);

    /// <summary>NaN: categories have no mean.</summary>
    public override Tensor Mean => Tensor.Full(BatchShape, double.NaN, DType);

    /// <summary>The most probable category, Int64.</summary>
    public override Tensor Mode => Probs.ArgMax(-1);

    /// <summary>NaN: categories have no variance.</summary>
    public override Tensor Variance => Mean;

    /// <summary>The parameter as it was given.</summary>
    internal ProbsOrLogits Parameter => _probabilities;

    /// <summary>The number of categories.</summary>
    internal int NumEvents => _probabilities.Given.Size(-1);

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        var shape = sampleShape ?? Shape.Scalar;
        var extended = ExtendedShape(shape);
        if (extended.Numel == 0) return Tensor.Zeros(extended, DType.Int64);
        return Tensor.Multinomial(Probs.Detach().Reshape(-1, NumEvents), shape.Numel, replacement: true).T.Reshape(extended);
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => -(Logits.Clamp(min: FloatLimits.Min(DType)) * Probs).Sum(-1);

    /// <inheritdoc/>
    public override Tensor EnumerateSupport(bool expand = true) => Enumeration.Along(this, Tensor.Arange(NumEvents), expand);

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var index = value.Long();
        var shape = Broadcasting.ResultShape(nameof(LogProb), index.Shape, BatchShape);
        return Logits.ExpandTo(Shapes.Join(shape, NumEvents)).Gather(-1, index.ExpandTo(shape).Unsqueeze(-1)).Squeeze(-1);
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Categorical(_probabilities.Expand(batchShape), validateArgs: false);
}
