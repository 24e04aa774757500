using System.Globalization;

namespace Autograd;

/// <summary>The kinds of problems that a gradient check finds.</summary>
public enum GradCheckProblem
{
    /// <summary>The backward pass and the difference quotient disagree where the function is smooth.</summary>
    WrongGradient,

    /// <summary>The slopes on either side of the input differ, so there is no derivative to compare with.</summary>
    Kink,

    /// <summary>Difference quotients of two step sizes disagree: a kink, jump or pole close by, or rounding.</summary>
    UnsteadyQuotient,

    /// <summary>The function gave different results for the same numbers.</summary>
    FunctionNotDeterministic,

    /// <summary>The backward pass gave different gradients for the same numbers.</summary>
    BackwardNotDeterministic,

    /// <summary>The backward pass gives a different gradient if it is recorded (createGraph).</summary>
    DependsOnRecording,

    /// <summary>The gradient depends on the memory layout of an input or of the gradient of an output.</summary>
    DependsOnLayout,

    /// <summary>
    /// The gradient changes if the same tensor is passed as two inputs, or if two inputs share memory.
    /// </summary>
    DependsOnAliasing,

    /// <summary>An output without a gradient is not treated as one whose gradient is zero.</summary>
    UndefinedGradient,
}

/// <summary>A problem that a gradient check found.</summary>
/// <param name="Problem">The kind of the problem.</param>
/// <param name="Message">A description with the numbers and advice.</param>
public sealed record GradCheckFinding(GradCheckProblem Problem, string Message);

/// <summary>
/// One element of a Jacobian: the derivative of an element of an output by an element of an input, computed by both
/// methods.
/// </summary>
/// <param name="Output">The index of the output; 0 unless the function has several.</param>
/// <param name="OutputIndex">The index of the element in the output.</param>
/// <param name="Input">The index of the input.</param>
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
    /// <summary>The absolute difference of the two; infinite if either is not a number.</summary>
    public double Error
    {
        get
        {
            var error = Math.Abs(Analytic - Numeric);
            return double.IsNaN(error) ? double.PositiveInfinity : error;
        }
    }

    /// <summary>The difference relative to the larger of the two; 0 if they are equal.</summary>
    public double RelativeError => Error == 0 ? 0 : double.IsInfinity(Error) ? Error : Error / Math.Max(Math.Abs(Analytic), Math.Abs(Numeric));

    /// <summary>True if the difference is allowed.</summary>
    public bool Passed => Error <= Allowed;

    internal string Describe(string output, string input) => string.Create(
        CultureInfo.InvariantCulture,
        $"the derivative of {output} at [{string.Join(", ", OutputIndex)}] by {input} at [{string.Join(", ", InputIndex)}] is {Analytic:G9} by "
        + $"the backward pass and {Numeric:G9} by difference quotient: they differ by {Error:G3} (relative error {RelativeError:G3}), and "
        + $"{Allowed:G3} is allowed");
}

/// <summary>The result of a gradient check.</summary>
/// <param name="Compared">
/// The number of elements of the Jacobians, or of projections of them, that were compared.
/// </param>
/// <param name="Disagreeing">The number of them that disagree.</param>
/// <param name="Worst">
/// The element whose difference is the largest relative to the allowed one; null if no element was compared.
/// </param>
/// <param name="Findings">The problems; empty if the gradients are correct.</param>
public sealed record GradCheckReport(
    long Compared, long Disagreeing, GradCheckElement? Worst, IReadOnlyList<GradCheckFinding> Findings)
{
    /// <summary>True if no problem was found.</summary>
    public bool Passed => Findings.Count == 0;

    /// <summary>
    /// The findings, one on each line; if there are none, the number of comparisons and the largest difference.
    /// </summary>
    public override string ToString()
    {
        if (!Passed) return string.Join(Environment.NewLine, Findings.Select(finding => finding.Message));
        if (Worst is not { } w) return $"GradCheck: passed; {Compared} comparisons agree";
        return string.Create(
            CultureInfo.InvariantCulture, $"GradCheck: passed; {Compared} elements agree, the worst to {w.Error:G3} where {w.Allowed:G3} is allowed");
    }
}

/// <summary>The exception for a gradient that is not that of its function.</summary>
public sealed class GradCheckException : Exception
{
    internal GradCheckException(GradCheckReport report)
        : base(report.ToString()) => Report = report;

    /// <summary>The report of the check.</summary>
    public GradCheckReport Report { get; }
}
