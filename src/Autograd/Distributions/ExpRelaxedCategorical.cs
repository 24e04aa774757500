namespace Autograd.Distributions;

/// <summary>The distribution of the logarithm of a <see cref="RelaxedOneHotCategorical"/> point.</summary>
public sealed class ExpRelaxedCategorical : Distribution
{
    private readonly ProbsOrLogits _probabilities;

    /// <summary>Makes the distribution from one of the two parameters of probability.</summary>
    /// <param name="temperature">The temperature, above 0.</param>
    /// <param name="probs">(*, categories), not negative; each row is divided by its sum.</param>
    /// <param name="logits">(*, categories): logarithms of the probabilities, but for a constant in each row.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(NotNull(temperature), ProbsOrLogits.OfCategories(nameof(ExpRelaxedCategorical), probs, logits), validateArgs)
    {
    }

    internal ExpRelaxedCategorical(Tensor temperature, ProbsOrLogits probabilities, bool? validateArgs)
    {
        _probabilities = probabilities;
        Temperature = temperature.IsNumber ? temperature.ToAssign(probabilities.Given.DType, nameof(Temperature)) : temperature;
        Initialize(
            Shapes.WithoutLast(probabilities.Given.Shape, 1), Shapes.Last(probabilities.Given.Shape, 1), validateArgs, [probabilities.Argument]);
    }

    /// <summary>The temperature.</summary>
    public Tensor Temperature { get; }

    /// <inheritdoc cref="Categorical.Probs"/>
    public Tensor Probs => _probabilities.Probs;

    /// <inheritdoc cref="Categorical.Logits"/>
    public Tensor Logits => _probabilities.Logits;

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.RealVector;

    /// <summary>The parameter as it was given.</summary>
    internal ProbsOrLogits Parameter => _probabilities;

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var u = FloatLimits.ClampProbs(Tensor.Rand(ExtendedShape(sampleShape), DType));
        return ((Logits - (-u.Log()).Log()) / Temperature).LogSoftmax(-1);
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var categories = EventShape[0];
        var score = (Logits - value * Temperature).LogSoftmax(-1).Sum(-1);
        return score + Tensor.FullLike(Temperature, categories).Lgamma() + Temperature.Log() * (categories - 1);
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new ExpRelaxedCategorical(Temperature, _probabilities.Expand(batchShape), validateArgs: false);
}
