namespace Autograd.Growth;

/// <summary>
/// How a cost grows: the exponents of the power laws that fit its first and its last three points best, and where the
/// two lines meet.
/// </summary>
/// <param name="First">The slope, on logarithmic axes, at the small end.</param>
/// <param name="Last">That at the large end.</param>
/// <param name="Bend">Where the lines meet; null if they are too nearly parallel, or meet outside of the range.</param>
internal sealed record Slope(double First, double Last, double? Bend)
{
    private const int Points = 3;

    /// <summary>Slopes that differ by less are the same.</summary>
    private const double Parallel = 0.25;

    /// <summary>The slopes of at least two points with positive coordinates; null if there are fewer.</summary>
    public static Slope? Of(IReadOnlyList<(double X, double Y)> points)
    {
        (double X, double Y)[] logs = [.. points.Where(point => point.Y > 0).Select(point => (Math.Log(point.X), Math.Log(point.Y)))];
        if (logs.Length < 2) return null;
        var (first, atFirst) = Fit(logs[..Math.Min(Points, logs.Length)]);
        var (last, atLast) = Fit(logs[^Math.Min(Points, logs.Length)..]);
        var meet = (atFirst - atLast) / (last - first);
        var bends = Math.Abs(last - first) >= Parallel && meet > logs[0].X && meet < logs[^1].X;
        return new(first, last, bends ? Math.Exp(meet) : null);
    }

    /// <summary>The slope as the text of a legend.</summary>
    public override string ToString() => Bend is { } bend
        ? FormattableString.Invariant($"slope {First:F2}, from {Text.Number(bend)} on {Last:F2}")
        : FormattableString.Invariant($"slope {First:F2} to {Last:F2}");

    private static (double Slope, double Offset) Fit((double X, double Y)[] points)
    {
        double x = points.Average(point => point.X), y = points.Average(point => point.Y);
        var slope = points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        return (slope, y - slope * x);
    }
}
