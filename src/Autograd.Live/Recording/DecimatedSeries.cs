namespace Autograd.Live;

/// <summary>
/// A long series as a line of few points that looks the same on a chart: of each part the minimum and the maximum in
/// their order, with NaN where a value was not finite.
/// </summary>
/// <remarks>
/// The first and the last value of the range are always there. A part with values that are not finite has a point whose
/// y is NaN at the first of them, so that the line has a gap there, however few they are. A series with at most two
/// values for each part is returned whole.
/// </remarks>
public sealed class DecimatedSeries
{
    internal DecimatedSeries(double[] x, double[] y, int count, int nonFiniteCount) =>
        (X, Y, Count, NonFiniteCount) = (x, y, count, nonFiniteCount);

    /// <summary>The x of the points, ascending.</summary>
    public double[] X { get; }

    /// <summary>The y of the points: finite, or NaN for a gap.</summary>
    public double[] Y { get; }

    /// <summary>The number of values that the points stand for.</summary>
    public int Count { get; }

    /// <summary>How many of these values are NaN or infinite.</summary>
    public int NonFiniteCount { get; }
}
