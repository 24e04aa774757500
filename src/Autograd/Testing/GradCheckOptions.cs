namespace Autograd;

/// <summary>How the Jacobians are compared.</summary>
public enum GradCheckMode
{
    /// <summary>Element by element: two evaluations for every element of the inputs, a backward pass for every element of the outputs.</summary>
    Exact,

    /// <summary>
    /// One random projection vᵀ·J·u for every pair of an output and an input: two evaluations an input, a backward pass an output. Where one
    /// disagrees, the Jacobians are compared exactly after all, so that the message names the element.
    /// </summary>
    Fast,
}

/// <summary>How a gradient check goes about it, and how closely gradient and difference quotient must agree.</summary>
public sealed record GradCheckOptions
{
    private readonly double? _eps;
    private readonly double? _absoluteTolerance;
    private readonly double? _relativeTolerance;

    internal static GradCheckOptions Default { get; } = new();

    /// <summary>Element by element, unless set to <see cref="GradCheckMode.Fast"/>.</summary>
    public GradCheckMode Mode { get; init; }

    /// <summary>By how much an element is moved either way. 1e-6, which suits Float64.</summary>
    public double Eps
    {
        get => _eps ?? 1e-6;
        init => _eps = Positive(value, nameof(Eps));
    }

    /// <summary>The difference that is allowed whatever the size of the gradient. 1e-5, which suits Float64.</summary>
    public double AbsoluteTolerance
    {
        get => _absoluteTolerance ?? 1e-5;
        init => _absoluteTolerance = Positive(value, nameof(AbsoluteTolerance));
    }

    /// <summary>The difference that is allowed as a share of the difference quotient. 1e-3, which suits Float64.</summary>
    public double RelativeTolerance
    {
        get => _relativeTolerance ?? 1e-3;
        init => _relativeTolerance = Positive(value, nameof(RelativeTolerance));
    }

    /// <summary>
    /// Whether to leave out elements at which the function has a kink, as |x| has at 0, if the backward pass gives a slope between those on
    /// either side. False: a kink is reported, for there is no derivative to compare with.
    /// </summary>
    public bool SkipKinks { get; init; }

    /// <summary>
    /// Whether to compare the gradients of copies in other memory: column-major, stepped, reversed, expanded, and of inputs that are one
    /// tensor. A function that refuses such memory with an exception is not asked again.
    /// </summary>
    public bool CheckLayouts { get; init; } = true;

    /// <summary>What the random directions and gradients are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True if the caller chose step and tolerances, as Float32 demands.</summary>
    internal bool HasTolerances => _eps is not null && _absoluteTolerance is not null && _relativeTolerance is not null;

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"GradCheck: {name} is {value}; it must be a positive number");
}
