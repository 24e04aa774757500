namespace Autograd.Distributions;

/// <summary>
/// The distribution on [0, 1] with density proportional to pˣ·(1 − p)¹⁻ˣ (Loaiza-Ganem and Cunningham, The continuous
/// Bernoulli, 2019).
/// </summary>
public sealed class ContinuousBernoulli : Distribution
{
    // Between these, the formulas are 0/0, and a Taylor series about ½ takes their place.
    private readonly (double Low, double High) _lims;
    private readonly ProbsOrLogits _parameter;
    private Tensor? _probs;

    /// <summary>Makes the distribution from one of the two parameters.</summary>
    /// <param name="probs">p, which is not the mean.</param>
    /// <param name="logits">ln(p / (1 − p)).</param>
    /// <param name="lims">Where a series takes the formulas' place; by default from 0.499 to 0.501.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or a probability is out of range.</exception>
    public ContinuousBernoulli(Tensor? probs = null, Tensor? logits = null, (double Low, double High)? lims = null, bool? validateArgs = null)
        : this(ProbsOrLogits.OfEvent(nameof(ContinuousBernoulli), probs, logits), lims ?? (0.499, 0.501), validateArgs)
    {
    }

    private ContinuousBernoulli(ProbsOrLogits parameter, (double Low, double High) lims, bool? validateArgs)
    {
        (_parameter, _lims) = (parameter, lims);
        Initialize(parameter.Given.Shape, Shape.Scalar, validateArgs, [parameter.Argument]);
    }

    /// <summary>p, kept away from 0 and 1 by the type's ε.</summary>
    public Tensor Probs => _probs ??= FloatLimits.ClampProbs(_parameter.Probs);

    /// <summary>ln(p / (1 − p))</summary>
    public Tensor Logits => _parameter.Logits;

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Mean
    {
        get
        {
            var p = CutProbs();
            var x = Probs - 0.5;
            var series = 0.5 + (1.0 / 3 + 16.0 / 45 * x.Square()) * x;
            return Tensor.Where(IsOutside(), p / (2 * p - 1) + 1 / ((-p).Log1p() - p.Log()), series);
        }
    }

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            var p = CutProbs();
            var x = (Probs - 0.5).Square();
            var series = 1.0 / 12 - (1.0 / 15 - 128.0 / 945 * x) * x;
            return Tensor.Where(IsOutside(), p * (p - 1) / (1 - 2 * p).Square() + 1 / ((-p).Log1p() - p.Log()).Square(), series);
        }
    }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => IcdfCore(Tensor.Rand(ExtendedShape(sampleShape), DType));

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var (log0, log1) = ((-Probs).Log1p(), Probs.Log());
        return Mean * (log0 - log1) - LogNormalizer() - log0;
    }

    /// <summary>The logarithm of the constant that makes the density integrate to 1.</summary>
    internal Tensor LogNormalizer()
    {
        var p = CutProbs();
        var below = p.MaskedFill(p > 0.5, 0.0);
        var above = p.MaskedFill(p < 0.5, 1.0);
        var formula = ((-p).Log1p() - p.Log()).Abs().Log()
            - Tensor.Where(p <= 0.5, (-2 * below).Log1p(), (2 * above - 1).Log());
        var x = (Probs - 0.5).Square();
        return Tensor.Where(IsOutside(), formula, Math.Log(2) + (4.0 / 3 + 104.0 / 45 * x) * x);
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => (value - 1) * Logits + Logits.LogSigmoid() + LogNormalizer();

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value)
    {
        var p = CutProbs();
        var formula = (p.Pow(value) * (1 - p).Pow(1 - value) + p - 1) / (2 * p - 1);
        var unbounded = Tensor.Where(IsOutside(), formula, value);
        return unbounded.MaskedFill(value <= 0, 0.0).MaskedFill(value >= 1, 1.0);
    }

    /// <inheritdoc/>
    protected override Tensor IcdfCore(Tensor value)
    {
        var p = CutProbs();
        var formula = ((-p + value * (2 * p - 1)).Log1p() - (-p).Log1p()) / (p.Log() - (-p).Log1p());
        return Tensor.Where(IsOutside(), formula, value);
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new ContinuousBernoulli(_parameter.Expand(batchShape), _lims, validateArgs: false);

    private Tensor IsOutside() => (Probs <= _lims.Low) | (Probs > _lims.High);

    private Tensor CutProbs() => Tensor.Where(IsOutside(), Probs, _lims.Low);
}
