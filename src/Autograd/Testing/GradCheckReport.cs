using System.Globalization;

namespace Autograd;

/// <summary>What can be wrong with a gradient.</summary>
public enum GradCheckProblem
{
    /// <summary>The backward pass and the difference quotient disagree where the function is smooth.</summary>
    WrongGradient,

    /// <summary>The slopes on either side of the input differ, so there is no derivative to compare with.</summary>
    Kink,

    /// <summary>Difference quotients of two step sizes disagree: a kink, jump or pole close by, or rounding.</summary>
    UnsteadyQuotient,

    /// <summary>The function gave two results for the same numbers.</summary>
    FunctionNotDeterministic,

    /// <summary>The backward pass gave two gradients for the same numbers.</summary>
    BackwardNotDeterministic,

    /// <summary>The backward pass gives another gradient when it is recorded, to be differentiated in turn, than when it is not.</summary>
    DependsOnRecording,

    /// <summary>The gradient depends on how an input, or the gradient of an output, lies in memory.</summary>
    DependsOnLayout,

    /// <summary>The gradient is another if the same tensor is passed as two inputs, or two inputs share memory.</summary>
    DependsOnAliasing,

    /// <summary>An output without a gradient is not treated as one whose gradient is zero.</summary>
    UndefinedGradient,
}

/// <summary>One thing that a gradient check found wrong.</summary>
/// <param name="Problem">Of which kind it is.</param>
/// <param name="Message">What it is, with the numbers, and what to do about it.</param>
public sealed record GradCheckFinding(GradCheckProblem Problem, string Message);

/// <summary>
/// One element of a Jacobian: the derivative of an element of an output by an element of an input, computed both ways.
/// </summary>
/// <param name="Output">The number of the output; 0 unless the function has several.</param>
/// <param name="OutputIndex">The index of the element in the output.</param>
/// <param name="Input">The number of the input.</param>
/// <param name="InputIndex">The index of the element in the input.</param>
/// <param name="Analytic">The derivative that the backward pass computed.</param>
/// <param name="Numeric">The central difference quotient.</param>
/// <param name="Allowed">The difference that the tolerances allow.</param>
public sealed record GradCheckElement(
    int Output,
    IReadOnlyList<int> OutputIndex,
    int Input,
    IReadOnlyList<int> InputIndex,
    double Analytic,
    double Numeric,
    double Allowed)
{
    /// <summary>The difference of the two; infinite if either is not a number.</summary>
    public double Error
    {
        get
        {
            var error = Math.Abs(Analytic - Numeric);
            return double.IsNaN(error) ? double.PositiveInfinity : error;
        }
    }

    /// <summary>The difference as a share of the larger of the two; 0 if they are equal.</summary>
    public double RelativeError => Error == 0 ? 0 : double.IsInfinity(Error) ? Error : Error / Math.Max(Math.Abs(Analytic), Math.Abs(Numeric));

    /// <summary>True if the difference is allowed.</summary>
    public bool Passed => Error <= Allowed;

    internal string Describe(string output, string input) => string.Create(
        CultureInfo.InvariantCulture,
        $"the derivative of {output} at [{string.Join(", ", OutputIndex)}] by {input} at [{string.Join(", ", InputIndex)}] is {Analytic:G9} by "
        + $"the backward pass and {Numeric:G9} by difference quotient: they differ by {Error:G3} (relative error {RelativeError:G3}), and "
        + $"{Allowed:G3} is allowed");
}

/// <summary>What a gradient check found.</summary>
/// <param name="Compared">The number of elements of the Jacobians, or of projections of them, that were compared.</param>
/// <param name="Disagreeing">How many of them disagree.</param>
/// <param name="Worst">
/// The element that is furthest beyond, or nearest to, what is allowed; null if no element was compared.
/// </param>
/// <param name="Findings">All that is wrong; empty if the gradients are right.</param>
public sealed record GradCheckReport(
    long Compared, long Disagreeing, GradCheckElement? Worst, IReadOnlyList<GradCheckFinding> Findings)
{
    /// <summary>True if nothing was found wrong.</summary>
    public bool Passed => Findings.Count == 0;

    /// <summary>The findings, a line each; of gradients that are right, how closely they agree.</summary>
    public override string ToString()
    {
        if (!Passed) return string.Join(Environment.NewLine, Findings.Select(finding => finding.Message));
        if (Worst is not { } w) return $"GradCheck: passed; {Compared} comparisons agree";
        return string.Create(
            CultureInfo.InvariantCulture, $"GradCheck: passed; {Compared} elements agree, the worst to {w.Error:G3} where {w.Allowed:G3} is allowed");
    }
}

/// <summary>A gradient is not that of its function.</summary>
public sealed class GradCheckException : Exception
{
    internal GradCheckException(GradCheckReport report)
        : base(report.ToString()) => Report = report;

    /// <summary>What was found.</summary>
    public GradCheckReport Report { get; }
}
