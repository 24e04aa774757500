namespace Autograd.Distributions;

/// <summary>The distribution of the ratio of two χ² numbers, each divided by its degrees of freedom: F.</summary>
public sealed class FisherSnedecor : Distribution
{
    private readonly Gamma _numerator;
    private readonly Gamma _denominator;

    /// <summary>Makes the distribution.</summary>
    /// <param name="df1">The numerator's degrees of freedom, above 0.</param>
    /// <param name="df2">The denominator's, above 0; they broadcast.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public FisherSnedecor(Tensor df1, Tensor df2, bool? validateArgs = null)
    {
        (Df1, Df2) = Parameters.Broadcast(nameof(FisherSnedecor), NotNull(df1), NotNull(df2));
        _numerator = new Gamma(Df1 * 0.5, Df1, validateArgs: false);
        _denominator = new Gamma(Df2 * 0.5, Df2, validateArgs: false);
        Initialize(
            Df1.Shape, Shape.Scalar, validateArgs, [new("df1", Df1, Constraints.Positive), new("df2", Df2, Constraints.Positive)]);
    }

    /// <summary>The numerator's degrees of freedom.</summary>
    public Tensor Df1 { get; }

    /// <summary>The denominator's degrees of freedom.</summary>
    public Tensor Df2 { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Positive;

    /// <summary>df2 / (df2 − 2); NaN up to two degrees of freedom.</summary>
    public override Tensor Mean
    {
        get
        {
            var many = Df2.MaskedFill(Df2 <= 2, double.NaN);
            return many / (many - 2);
        }
    }

    /// <summary>The most probable value; NaN up to two degrees of freedom of the numerator.</summary>
    public override Tensor Mode => ((Df1 - 2) / Df1 * Df2 / (Df2 + 2)).MaskedFill(Df1 <= 2, double.NaN);

    /// <summary>The variance; NaN up to four degrees of freedom of the denominator.</summary>
    public override Tensor Variance
    {
        get
        {
            var many = Df2.MaskedFill(Df2 <= 4, double.NaN);
            return 2 * many.Square() * (Df1 + many - 2) / (Df1 * (many - 2).Square() * (many - 4));
        }
    }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var tiny = FloatLimits.Tiny(Df1.DType);
        var numerator = _numerator.RSample(sampleShape);
        return (numerator / _denominator.RSample(sampleShape).Clamp(min: tiny)).Clamp(min: tiny);
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var (half1, half2, ratio) = (Df1 * 0.5, Df2 * 0.5, Df1 / Df2);
        return (half1 + half2).Lgamma() - half1.Lgamma() - half2.Lgamma() + half1 * ratio.Log() + (half1 - 1) * value.Log()
            - (half1 + half2) * (ratio * value).Log1p();
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new FisherSnedecor(Df1.ExpandTo(batchShape), Df2.ExpandTo(batchShape), validateArgs: false);
}
