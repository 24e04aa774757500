namespace Autograd;

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

    /// <summary>Whether the difference is allowed.</summary>
    public bool Passed => Error <= Allowed;
}

/// <summary>What a gradient check found.</summary>
/// <param name="Compared">The number of elements of the Jacobians that were compared.</param>
/// <param name="Worst">
/// The element that is furthest beyond, or nearest to, what is allowed; null if there was none to compare.
/// </param>
public sealed record GradCheckReport(long Compared, GradCheckElement? Worst)
{
    /// <summary>Whether every element agreed.</summary>
    public bool Passed => Worst is not { Passed: false };

    /// <summary>The worst element in words.</summary>
    public override string ToString()
    {
        if (Worst is not { } w) return "gradCheck: there was no element to compare";
        var output = w.Output == 0 ? "the output" : $"output {w.Output}";
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"gradCheck: the derivative of {output} at [{string.Join(", ", w.OutputIndex)}] by input {w.Input} at "
            + $"[{string.Join(", ", w.InputIndex)}] is {w.Analytic:G9} by the backward pass and {w.Numeric:G9} by difference "
            + $"quotient: they differ by {w.Error:G3}, and {w.Allowed:G3} is allowed");
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
