using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// Ticks of a logarithmic axis, whose coordinates are decimal logarithms: powers of ten labelled 10ⁿ, with unlabelled
/// ticks at 2, 3, …, 9 times each; where fewer than two powers are in sight, the numbers between are labelled.
/// </summary>
/// <remarks>Follows matplotlib.ticker.LogLocator and LogFormatterSciNotation.</remarks>
internal sealed class LogTicks : TickGenerator
{
    private const double Tolerance = 1e-9;

    internal override IEnumerable<SP.Tick> Place(double low, double high, int room)
    {
        var (first, last) = ((int)Math.Ceiling(low - Tolerance), (int)Math.Floor(high + Tolerance));
        if (last - first < 1) return Between(low, high, room);

        var ticks = new List<SP.Tick>();

        // Multiples of the stride, so that 10⁰ keeps its label; at least two of them.
        var stride = (last - first) / room + 1;
        while (Math.Floor((double)last / stride) - Math.Ceiling((double)first / stride) < 1) stride--;
        for (var power = first - 1; power <= last; power++)
        {
            if (power >= first)
            {
                if (power % stride == 0) ticks.Add(SP.Tick.Major(power, $"10{LinearTicks.Superscript(power)}"));
                else ticks.Add(SP.Tick.Minor(power));
            }

            if (stride == 1) ticks.AddRange(Parts(power, low, high).Select(part => SP.Tick.Minor(part.Position)));
        }

        return ticks;
    }

    private static IEnumerable<SP.Tick> Between(double low, double high, int room)
    {
        var parts = Enumerable.Range((int)Math.Floor(low), (int)(Math.Floor(high) - Math.Floor(low)) + 1)
            .SelectMany(power => Parts(power, low, high, from: 1)).ToArray();
        var labelled = parts.Where(part => part.Digit is 1 or 2 or 5).ToArray();
        if (labelled.Length < 2) labelled = parts;
        if (labelled.Length >= 2)
        {
            return parts.Select(part => labelled.Contains(part)
                ? SP.Tick.Major(part.Position, Label(part.Digit, part.Power))
                : SP.Tick.Minor(part.Position));
        }

        // Less than a digit's step in sight: evenly spaced numbers, as on a linear axis.
        return LinearTicks.Values(Math.Pow(10, low), Math.Pow(10, high), room)
            .Where(tick => tick.Value > 0).Select(tick => SP.Tick.Major(Math.Log10(tick.Value), tick.Label));
    }

    private static IEnumerable<(int Digit, int Power, double Position)> Parts(int power, double low, double high, int from = 2)
    {
        for (var digit = from; digit <= 9; digit++)
        {
            var position = power + Math.Log10(digit);
            if (position >= low - Tolerance && position <= high + Tolerance) yield return (digit, power, position);
        }
    }

    private static string Label(int digit, int power) => power is >= -4 and <= 5
        ? LinearTicks.Fixed(power >= 0 ? digit * Math.Pow(10, power) : digit / Math.Pow(10, -power), Math.Max(-power, 0))
        : digit == 1 ? $"10{LinearTicks.Superscript(power)}" : $"{digit}×10{LinearTicks.Superscript(power)}";
}
