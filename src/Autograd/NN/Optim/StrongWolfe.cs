namespace Autograd.NN;

/// <summary>A point of a line search: the step length, and there the loss, the gradient and the slope.</summary>
internal readonly record struct LinePoint(double Step, double Loss, Tensor Grad, double Slope);

/// <summary>
/// Finds a step length that fulfils the strong Wolfe conditions: the loss falls by 1e-4 of what the slope promises, and
/// the slope to 0.9 of its magnitude. First an interval is found that holds such a length, which is then narrowed, both
/// by cubic interpolation (J. Nocedal and S. Wright, "Numerical optimization", algorithms 3.5 and 3.6), with PyTorch's
/// safeguards.
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaxIterations = 25;

    /// <summary>Returns the point that was found, and the number of evaluations.</summary>
    /// <param name="evaluate">Returns the point at a step length.</param>
    /// <param name="start">The point at length 0.</param>
    /// <param name="length">The first length to try.</param>
    /// <param name="largest">The largest magnitude in the direction.</param>
    /// <param name="toleranceChange">The change of a parameter at which the interval is short enough.</param>
    public static (LinePoint Point, int Evaluations) Search(
        Func<double, LinePoint> evaluate, LinePoint start, double length, double largest, double toleranceChange)
    {
        var previous = start;
        var current = evaluate(length);
        var iteration = 0;
        for (; iteration < MaxIterations; iteration++)
        {
            var rises = IsTooHigh(current, start) || (iteration > 1 && current.Loss >= previous.Loss);
            if (!rises && IsFlat(current, start)) return (current, iteration + 1);
            if (rises || current.Slope >= 0)
                return Narrow(evaluate, start, [previous, current], iteration, largest, toleranceChange);
            var bounds = (current.Step + (0.01 * (current.Step - previous.Step)), current.Step * 10);
            var next = Interpolate(previous, current, bounds);
            previous = current;
            current = evaluate(next);
        }

        return (start.Loss <= current.Loss ? start : current, iteration + 1);
    }

    private static (LinePoint Point, int Evaluations) Narrow(
        Func<double, LinePoint> evaluate, LinePoint start, LinePoint[] bracket, int iteration, double largest, double toleranceChange)
    {
        var low = LowOf(bracket);
        var stalled = false;
        while (iteration < MaxIterations && Math.Abs(bracket[1].Step - bracket[0].Step) * largest >= toleranceChange)
        {
            var (from, to) = Ordered(bracket);
            var length = Interpolate(bracket[0], bracket[1], (from, to));
            (length, stalled) = AwayFromEnds(length, from, to, stalled);
            var point = evaluate(length);
            iteration++;
            if (IsTooHigh(point, start) || point.Loss >= bracket[low].Loss)
            {
                bracket[1 - low] = point;
                low = LowOf(bracket);
                continue;
            }

            var isDone = IsFlat(point, start);
            if (!isDone && point.Slope * (bracket[1 - low].Step - bracket[low].Step) >= 0) bracket[1 - low] = bracket[low];
            bracket[low] = point;
            if (isDone) break;
        }

        return (bracket[low], iteration + 1);
    }

    private static bool IsTooHigh(in LinePoint point, in LinePoint start) =>
        point.Loss > start.Loss + (Decrease * point.Step * start.Slope);

    private static bool IsFlat(in LinePoint point, in LinePoint start) => Math.Abs(point.Slope) <= -Curvature * start.Slope;

    private static int LowOf(LinePoint[] bracket) => bracket[0].Loss <= bracket[1].Loss ? 0 : 1;

    private static (double From, double To) Ordered(LinePoint[] bracket) =>
        (Math.Min(bracket[0].Step, bracket[1].Step), Math.Max(bracket[0].Step, bracket[1].Step));

    /// <summary>
    /// Keeps a length a tenth of the interval away from an end, if it is at that end or was near one the time before.
    /// </summary>
    private static (double Length, bool Stalled) AwayFromEnds(double length, double from, double to, bool stalled)
    {
        var margin = 0.1 * (to - from);
        if (!(Math.Min(to - length, length - from) < margin)) return (length, false);
        if (!stalled && length < to && length > from) return (length, true);
        return (Math.Abs(length - to) < Math.Abs(length - from) ? to - margin : from + margin, false);
    }

    /// <summary>The minimum of the cubic through two points and their slopes, within bounds.</summary>
    private static double Interpolate(in LinePoint a, in LinePoint b, (double From, double To) bounds)
    {
        var d1 = a.Slope + b.Slope - (3 * (a.Loss - b.Loss) / (a.Step - b.Step));
        var square = (d1 * d1) - (a.Slope * b.Slope);
        if (!(square >= 0)) return (bounds.From + bounds.To) / 2;
        var d2 = Math.Sqrt(square);
        var (left, right) = a.Step <= b.Step ? (a, b) : (b, a);
        var minimum = right.Step - ((right.Step - left.Step) * ((right.Slope + d2 - d1) / (right.Slope - left.Slope + (2 * d2))));
        return Math.Min(Math.Max(minimum, bounds.From), bounds.To);
    }
}
