namespace Autograd;

/// <summary>The method of comparing Jacobians.</summary>
public enum GradCheckMode
{
    /// <summary>
    /// Element by element: two evaluations for every element of the inputs, and one backward pass for every element of
    /// the outputs.
    /// </summary>
    Exact,

    /// <summary>
    /// One random projection vᵀ·J·u for every pair of an output and an input: two evaluations for every input, and one
    /// backward pass for every output. If one disagrees, the Jacobians are compared exactly, so that the message names
    /// the element.
    /// </summary>
    Fast,
}

/// <summary>The method of a gradient check, and its tolerances.</summary>
public sealed record GradCheckOptions
{
    private readonly double? _eps;
    private readonly double? _absoluteTolerance;
    private readonly double? _relativeTolerance;

    internal static GradCheckOptions Default { get; } = new();

    /// <summary>The method of comparison; <see cref="GradCheckMode.Exact"/> by default.</summary>
    public GradCheckMode Mode { get; init; }

    /// <summary>The step of the difference quotients, in either direction. The default is 1e-6, for Float64.</summary>
    public double Eps
    {
        get => _eps ?? 1e-6;
        init => _eps = Positive(value, nameof(Eps));
    }

    /// <summary>The difference that is allowed for a gradient of any size. The default is 1e-5, for Float64.</summary>
    public double AbsoluteTolerance
    {
        get => _absoluteTolerance ?? 1e-5;
        init => _absoluteTolerance = Positive(value, nameof(AbsoluteTolerance));
    }

    /// <summary>
    /// The difference that is allowed in addition, relative to the difference quotient. The default is 1e-3, for
    /// Float64.
    /// </summary>
    public double RelativeTolerance
    {
        get => _relativeTolerance ?? 1e-3;
        init => _relativeTolerance = Positive(value, nameof(RelativeTolerance));
    }

    /// <summary>
    /// True to skip elements at which the function has a kink, as |x| has at 0, if the backward pass gives a slope
    /// between those on both sides. False by default: a kink is reported, because it has no derivative to compare with.
    /// </summary>
    public bool SkipKinks { get; init; }

    /// <summary>
    /// True to compare the gradients for other memory layouts, column-major, stepped, reversed and expanded, and for
    /// inputs that are the same tensor. A layout that the function refuses with an exception is skipped.
    /// </summary>
    public bool CheckLayouts { get; init; } = true;

    /// <summary>The seed of the random directions and gradients.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True if the caller set the step and both tolerances, which Float32 requires.</summary>
    internal bool HasTolerances => _eps is not null && _absoluteTolerance is not null && _relativeTolerance is not null;

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"GradCheck: {name} is {value}; it must be a positive number");
}
