using System.Globalization;

namespace Autograd;

/// <summary>
/// Computes difference quotients of a function by one element of one input, and diagnoses those that are not a
/// derivative.
/// </summary>
internal readonly struct DifferenceQuotient(CheckedFunction function, int input, double[] values, int element)
{
    /// <summary>Computes (f(x + h) − f(x − h)) / 2h for every element of every output.</summary>
    public double[][] Central(double step)
    {
        var (high, highValue) = Perturbed(step);
        var (low, lowValue) = Perturbed(-step);
        for (var o = 0; o < high.Length; o++)
            for (var row = 0; row < high[o].Length; row++) high[o][row] = (high[o][row] - low[o][row]) / (highValue - lowValue);
        return high;
    }

    /// <summary>
    /// Finds the reason for a difference between the quotient and the backward pass: the slopes on both sides differ (a
    /// kink), or two step sizes give different quotients. Otherwise the backward pass is wrong.
    /// </summary>
    /// <returns>
    /// The problem, its description, and true if it is a kink at which <paramref name="analytic"/> is a subgradient,
    /// that is, between the slopes.
    /// </returns>
    public (GradCheckProblem Problem, string Reason, bool IsSubgradient) Diagnose(int output, int row, double analytic, double allowed)
    {
        var step = function.Options.Eps;
        var (left, right) = Slopes(step, output, row);
        var (leftNear, rightNear) = Slopes(step / 4, output, row);
        var (wide, narrow) = ((left + right) / 2, (leftNear + rightNear) / 2);

        // Curvature makes the slopes differ too, but in proportion to the step. At a kink the difference is constant,
        // and at a jump it grows as the step shrinks.
        var (gap, gapNear) = (Math.Abs(right - left), Math.Abs(rightNear - leftNear));
        if (gap > allowed && gapNear > 0.7 * gap && gapNear < 1.5 * gap)
        {
            var isSubgradient = analytic >= Math.Min(leftNear, rightNear) - allowed && analytic <= Math.Max(leftNear, rightNear) + allowed;
            return (GradCheckProblem.Kink, string.Create(
                CultureInfo.InvariantCulture,
                $"; but the function has a kink there: its slope is {leftNear:G4} on the left and {rightNear:G4} on the right, so it has no "
                + $"derivative; move the input away from the kink{(isSubgradient ? ", or pass SkipKinks" : "")}"), isSubgradient);
        }

        if (Math.Abs(wide - narrow) <= allowed || double.IsNaN(wide - narrow)) return (GradCheckProblem.WrongGradient, "", false);
        return (GradCheckProblem.UnsteadyQuotient, string.Create(
            CultureInfo.InvariantCulture,
            $"; but the quotient is {wide:G6} with a step of {step:G3} and {narrow:G6} with a quarter of it: a kink, jump or pole is close by, or "
            + $"the function rounds; move the input, or choose another Eps"), false);
    }

    private (double Left, double Right) Slopes(double step, int output, int row)
    {
        var (middle, at) = Perturbed(0);
        var (high, highValue) = Perturbed(step);
        var (low, lowValue) = Perturbed(-step);
        return ((middle[output][row] - low[output][row]) / (at - lowValue), (high[output][row] - middle[output][row]) / (highValue - at));
    }

    /// <summary>
    /// Evaluates the function with the element moved. Returns the outputs and the element's value after rounding.
    /// </summary>
    private (double[][] Outputs, double Perturbed) Perturbed(double by)
    {
        var perturbed = (double[])values.Clone();
        perturbed[element] += by;
        var dtype = function.Inputs[input].DType;
        if (dtype != DType.Float64) perturbed[element] = (float)perturbed[element];
        if (dtype.IsReducedFloatingPoint()) perturbed[element] = DTypes.Round((float)perturbed[element], dtype);
        return (function.EvaluateAt(input, perturbed), perturbed[element]);
    }
}
