using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>One of an axes' two directions: its scale, its limits, its ticks.</summary>
internal sealed class PlotAxis
{
    private const double Margin = 0.05;
    private (double Min, double Max)? _applied;

    /// <summary>True if the coordinates that ScottPlot sees are decimal logarithms.</summary>
    internal bool IsLog { get; set; }

    internal bool IsInverted { get; set; }

    /// <summary>True for ticks at whole numbers alone: a table's rows and columns.</summary>
    internal bool IsInteger { get; set; }

    /// <summary>The limits that the user set, in the data's units.</summary>
    internal double? Lower { get; set; }

    /// <summary>The limits that the user set, in the data's units.</summary>
    internal double? Upper { get; set; }

    /// <summary>The user's ticks, or null for automatic ones.</summary>
    internal (double Position, string Label)[]? FixedTicks { get; set; }

    /// <summary>Values that need no margin beyond them: a bar's foot, an image's edge.</summary>
    internal HashSet<double> StickyEdges { get; } = [];

    /// <summary>A value's coordinate; NaN, which leaves a gap, for what the axis cannot show.</summary>
    internal double Map(double value) =>
        !double.IsFinite(value) ? double.NaN : !IsLog ? value : value > 0 ? Math.Log10(value) : double.NaN;

    /// <summary>The value at a coordinate.</summary>
    internal double Unmap(double coordinate) => IsLog ? Math.Pow(10, coordinate) : coordinate;

    internal TickGenerator Ticks() => FixedTicks is { } ticks
        ? new FixedTicks([.. ticks.Select(tick => (Map(tick.Position), tick.Label)).Where(tick => double.IsFinite(tick.Item1))])
        : IsLog ? new LogTicks() : new LinearTicks(IsInteger);

    /// <summary>
    /// Sets the limits, unless the program has set some on ScottPlot's own axis: the data's range, widened by a twentieth
    /// on both sides.
    /// </summary>
    /// <remarks>Follows matplotlib.axes.Axes.autoscale_view and Locator.nonsingular.</remarks>
    internal void Apply(SP.IAxis axis, double min, double max)
    {
        if (axis.Range.HasBeenSet && _applied is { } applied && (axis.Min, axis.Max) != applied) return;
        if (axis.Range.HasBeenSet && _applied is null) return;
        var (low, high) = Automatic(min, max);
        if (Lower is { } lower && double.IsFinite(Map(lower))) low = Map(lower);
        if (Upper is { } upper && double.IsFinite(Map(upper))) high = Map(upper);
        if (low == high) high = low + 1;
        if (IsInverted) (low, high) = (high, low);
        (axis.Min, axis.Max) = (low, high);
        _applied = (low, high);
    }

    private (double Low, double High) Automatic(double min, double max)
    {
        if (!(min <= max)) return (0, 1);
        if (max - min <= 1e-12 * Math.Max(Math.Abs(min), Math.Abs(max)))
        {
            (min, max) = IsLog ? (Math.Floor(min - 1e-9), Math.Ceiling(max + 1e-9))
                : min == 0 ? (-Margin, Margin)
                : (min - Margin * Math.Abs(min), max + Margin * Math.Abs(max));
        }

        var margin = Margin * (max - min);
        var (low, high) = (IsSticky(min) ? min : min - margin, IsSticky(max) ? max : max + margin);
        return (low, high);

        bool IsSticky(double edge) => StickyEdges.Any(sticky => Math.Abs(Map(sticky) - edge) <= 1e-9 * (max - min));
    }
}
