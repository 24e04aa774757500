using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>Ticks where the user wants them, with the user's labels.</summary>
internal sealed class FixedTicks((double Position, string Label)[] ticks) : TickGenerator
{
    internal override IEnumerable<SP.Tick> Place(double low, double high, int room)
    {
        var margin = (high - low) * 1e-9;
        return ticks.Where(tick => tick.Position >= low - margin && tick.Position <= high + margin)
            .Select(tick => SP.Tick.Major(tick.Position, tick.Label));
    }
}
