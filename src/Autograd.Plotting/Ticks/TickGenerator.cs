using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>Places an axis's ticks each time it is drawn; what ScottPlot asks for, without what it does not use.</summary>
internal abstract class TickGenerator : SP.ITickGenerator
{
    public SP.Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 1000;

    public void Regenerate(SP.CoordinateRange range, SP.Edge edge, SP.PixelLength size, SP.Paint paint, SP.LabelStyle labelStyle)
    {
        // matplotlib's room for a label: three times the text's height along a horizontal axis, twice along a vertical one.
        var isHorizontal = edge is SP.Edge.Bottom or SP.Edge.Top;
        var room = (int)Math.Clamp(size.Length / (labelStyle.FontSize * (isHorizontal ? 3 : 2)), 1, 9);
        var (low, high) = (Math.Min(range.Min, range.Max), Math.Max(range.Min, range.Max));
        Ticks = double.IsFinite(high - low) && high > low ? [.. Place(low, high, room)] : [];
    }

    /// <summary>The ticks from one end of the axis to the other.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="room">How many intervals between labels there is room for.</param>
    internal abstract IEnumerable<SP.Tick> Place(double low, double high, int room);
}
