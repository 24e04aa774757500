namespace Autograd.Live;

/// <summary>A line of a chart: it gives points for a range, as few as a chart of a width needs.</summary>
internal abstract class ChartLine
{
    /// <summary>What a page calls it when it hides it; the same for the life of the chart.</summary>
    public required string Key { get; init; }

    /// <summary>Its name in the legend.</summary>
    public required string Label { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public required string Run { get; init; }

    /// <summary>The number of its colour, where there is no <see cref="OwnColor"/>.</summary>
    public required int Color { get; init; }

    /// <summary>The colour that the script chose, as "#rrggbb".</summary>
    public string? OwnColor { get; init; }

    /// <summary>The smallest x that is drawn.</summary>
    public double Start { get; init; } = double.NegativeInfinity;

    /// <summary>Whether it is drawn thin and pale, behind the others: single batches beside means of epochs.</summary>
    public bool IsPale { get; init; }

    /// <summary>The x of its first and last value; null if it has none.</summary>
    public abstract (double First, double Last)? Domain { get; }

    /// <summary>Its latest value.</summary>
    public abstract double Latest { get; }

    /// <summary>Points that look like its values between <paramref name="from"/> and <paramref name="to"/>.</summary>
    public abstract DecimatedSeries Read(int buckets, double from, double to);

    /// <summary>The value whose x is nearest; null if it has none.</summary>
    public abstract (double X, double Y)? Nearest(double x);
}
