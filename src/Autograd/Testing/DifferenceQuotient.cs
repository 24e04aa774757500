using System.Globalization;

namespace Autograd;

/// <summary>How a function's outputs change as one element of one input is moved, and whether that is a derivative.</summary>
internal readonly struct DifferenceQuotient(CheckedFunction function, int input, double[] values, int element)
{
    /// <summary>Of every element of every output, (f(x + h) − f(x − h)) / 2h.</summary>
    public double[][] Central(double step)
    {
        var (high, highValue) = Moved(step);
        var (low, lowValue) = Moved(-step);
        for (var o = 0; o < high.Length; o++)
            for (var row = 0; row < high[o].Length; row++) high[o][row] = (high[o][row] - low[o][row]) / (highValue - lowValue);
        return high;
    }

    /// <summary>
    /// Why a quotient may differ from the backward pass's derivative: the slopes to either side are two (a kink), or two step sizes
    /// give two quotients. Otherwise the backward pass is wrong.
    /// </summary>
    /// <returns>
    /// The problem, its description, and whether it is a kink at which <paramref name="analytic"/> is a subgradient: between the slopes.
    /// </returns>
    public (GradCheckProblem Problem, string Why, bool IsSubgradient) Diagnose(int output, int row, double analytic, double allowed)
    {
        var step = function.Options.Eps;
        var (left, right) = Slopes(step, output, row);
        var (leftNear, rightNear) = Slopes(step / 4, output, row);
        var (wide, narrow) = ((left + right) / 2, (leftNear + rightNear) / 2);

        // Curvature also makes the slopes differ, but in proportion to the step; a kink's difference stays, and a jump's grows.
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
        var (middle, at) = Moved(0);
        var (high, highValue) = Moved(step);
        var (low, lowValue) = Moved(-step);
        return ((middle[output][row] - low[output][row]) / (at - lowValue), (high[output][row] - middle[output][row]) / (highValue - at));
    }

    /// <summary>The outputs with the element moved, and where it came to lie after rounding.</summary>
    private (double[][] Outputs, double Moved) Moved(double by)
    {
        var moved = (double[])values.Clone();
        moved[element] += by;
        if (function.Inputs[input].DType == DType.Float32) moved[element] = (float)moved[element];
        return (function.EvaluateAt(input, moved), moved[element]);
    }
}
