namespace Autograd.Distributions;

/// <summary>The distribution of the logit of a <see cref="RelaxedBernoulli"/> number.</summary>
public sealed class LogitRelaxedBernoulli : Distribution
{
    private readonly ProbsOrLogits _probability;

    /// <summary>Makes the distribution from one of the two parameters of probability.</summary>
    /// <param name="temperature">The temperature, above 0.</param>
    /// <param name="probs">The probability of 1.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, bool? validateArgs = null)
        : this(NotNull(temperature), ProbsOrLogits.OfEvent(nameof(LogitRelaxedBernoulli), probs, logits), validateArgs)
    {
    }

    internal LogitRelaxedBernoulli(Tensor temperature, ProbsOrLogits probability, bool? validateArgs)
    {
        _probability = probability;
        Temperature = temperature.IsNumber ? temperature.ToAssign(probability.Given.DType, nameof(Temperature)) : temperature;
        Initialize(probability.Given.Shape, Shape.Scalar, validateArgs, [probability.Argument]);
    }

    /// <summary>The temperature.</summary>
    public Tensor Temperature { get; }

    /// <summary>The probability of 1.</summary>
    public Tensor Probs => _probability.Probs;

    /// <summary>ln(p / (1 − p)), of probabilities that are kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Logits => _probability.Logits;

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <summary>The parameter as it was given.</summary>
    internal ProbsOrLogits Parameter => _probability;

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var shape = ExtendedShape(sampleShape);
        var probs = FloatLimits.ClampProbs(Probs.ExpandTo(shape));
        var u = FloatLimits.ClampProbs(Tensor.Rand(shape, DType));
        return (u.Log() - (-u).Log1p() + probs.Log() - (-probs).Log1p()) / Temperature;
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var difference = Logits - value * Temperature;
        return Temperature.Log() + difference + 2 * (-difference).LogSigmoid();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new LogitRelaxedBernoulli(Temperature, _probability.Expand(batchShape), validateArgs: false);
}
