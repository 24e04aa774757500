using ScottPlot;
using ScottPlot.TickGenerators;

namespace Autograd.Live;

/// <summary>Ticks of an axis whose coordinates are log10 of the values.</summary>
internal static class LogTicks
{
    private const int MostLabels = 8;

    /// <summary>
    /// Powers of ten with the multiples between them as minor ticks; within less than one decade round numbers.
    /// </summary>
    public static Tick[] Between(double low, double high)
    {
        List<Tick> ticks = [];
        if (high - low >= 1)
        {
            var step = (int)Math.Ceiling((high - low) / MostLabels);
            for (var exponent = (int)Math.Floor(low); exponent <= high; exponent++)
            {
                if (exponent >= low && exponent % step == 0) ticks.Add(new Tick(exponent, Label(exponent)));
                for (var digit = 2; step == 1 && digit < 10; digit++)
                {
                    var position = exponent + Math.Log10(digit);
                    if (position >= low && position <= high) ticks.Add(new Tick(position, "", isMajor: false));
                }
            }

            return [.. ticks];
        }

        var (first, last) = (Math.Pow(10, low), Math.Pow(10, high));
        var unit = RoundStep((last - first) / 5);
        for (var multiple = Math.Ceiling(first / unit); multiple * unit <= last && ticks.Count < 20; multiple++)
            ticks.Add(new Tick(Math.Log10(multiple * unit), Numbers.Format(multiple * unit)));
        return [.. ticks];
    }

    /// <summary>A generator with the ticks of one range.</summary>
    public static ITickGenerator Generator(double low, double high) => new NumericManual(Between(low, high));

    private static string Label(int exponent) =>
        exponent is >= -3 and <= 4 ? Numbers.Format(Math.Pow(10, exponent)) : FormattableString.Invariant($"1e{exponent}");

    // 1, 2 or 5 times a power of ten, at least as large.
    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
