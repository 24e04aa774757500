namespace Autograd.Distributions;

/// <summary>
/// Student's t distribution with density proportional to (1 + ((x − loc) / scale)² / df)^(−(df + 1) / 2).
/// </summary>
public sealed class StudentT : Distribution
{
    private readonly Chi2 _chi2;

    /// <summary>Makes the distribution.</summary>
    /// <param name="df">The degrees of freedom, above 0.</param>
    /// <param name="loc">The center; by default 0.</param>
    /// <param name="scale">The scale, above 0; by default 1. The three broadcast.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public StudentT(Tensor df, Tensor? loc = null, Tensor? scale = null, bool? validateArgs = null)
    {
        (Df, Loc, Scale) = Parameters.Broadcast(nameof(StudentT), NotNull(df), loc ?? 0.0, scale ?? 1.0);
        _chi2 = new Chi2(Df, validateArgs: false);
        Initialize(
            Df.Shape,
            Shape.Scalar,
            validateArgs,
            [new("df", Df, Constraints.Positive), new("loc", Loc, Constraints.Real), new("scale", Scale, Constraints.Positive)]);
    }

    /// <summary>The degrees of freedom.</summary>
    public Tensor Df { get; }

    /// <summary>The center.</summary>
    public Tensor Loc { get; }

    /// <summary>The scale.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <summary>The center; NaN up to one degree of freedom.</summary>
    public override Tensor Mean => Loc.MaskedFill(Df <= 1, double.NaN);

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <summary>The variance; infinite up to two degrees of freedom, NaN up to one.</summary>
    public override Tensor Variance
    {
        get
        {
            var many = Df.MaskedFill(Df <= 2, double.PositiveInfinity);
            var variance = Scale.Square() * (1 + 2 / (many - 2));
            return variance.MaskedFill(Df <= 2, double.PositiveInfinity).MaskedFill(Df <= 1, double.NaN);
        }
    }

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null)
    {
        var normal = Tensor.RandN(ExtendedShape(sampleShape), Df.DType);
        return Loc + Scale * (normal * (_chi2.RSample(sampleShape) / Df).Rsqrt());
    }

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var half = 0.5 * (Df + 1);
        return Scale.Log() + half * (half.Digamma() - (0.5 * Df).Digamma()) + 0.5 * Df.Log()
            + (0.5 * Df).Lgamma() - half.Lgamma() + 0.5 * Math.Log(Math.PI);
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value)
    {
        var y = (value - Loc) / Scale;
        var normalization = Scale.Log() + 0.5 * Df.Log() + 0.5 * Math.Log(Math.PI) + (0.5 * Df).Lgamma() - (0.5 * (Df + 1)).Lgamma();
        return -0.5 * (Df + 1) * (y.Square() / Df).Log1p() - normalization;
    }

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new StudentT(
        Df.ExpandTo(batchShape), Loc.ExpandTo(batchShape), Scale.ExpandTo(batchShape), validateArgs: false);
}
