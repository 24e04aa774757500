namespace Autograd;

/// <summary>How closely a gradient and its difference quotient must agree; the defaults suit Float64.</summary>
public sealed record GradCheckOptions
{
    internal static GradCheckOptions Default { get; } = new();

    /// <summary>By how much an element is moved either way.</summary>
    public double Eps { get; init; } = 1e-6;

    /// <summary>The difference that is allowed whatever the size of the gradient.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-5;

    /// <summary>The difference that is allowed as a share of the difference quotient.</summary>
    public double RelativeTolerance { get; init; } = 1e-3;
}
