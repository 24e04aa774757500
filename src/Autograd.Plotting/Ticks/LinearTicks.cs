using System.Globalization;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>Ticks at multiples of 1, 2, 2.5 or 5 times a power of ten, as many as there is room for.</summary>
/// <remarks>Follows matplotlib.ticker.MaxNLocator with AutoLocator's steps.</remarks>
internal sealed class LinearTicks(bool isInteger = false) : TickGenerator
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];
    private static readonly double[] IntegerSteps = [1, 2, 5, 10];

    internal override IEnumerable<SP.Tick> Place(double low, double high, int room) =>
        Values(low, high, room, isInteger).Select(tick => SP.Tick.Major(tick.Value, tick.Label));

    /// <summary>The positions and their labels.</summary>
    internal static IReadOnlyList<(double Value, string Label)> Values(double low, double high, int room, bool isInteger = false)
    {
        var steps = isInteger ? IntegerSteps : Steps;
        var span = high - low;
        var raw = isInteger ? Math.Max(span / room, 1) : span / room;
        var power = (int)Math.Floor(Math.Log10(raw));
        var at = Array.FindIndex(steps, step => Scaled(step, power) >= raw * (1 - 1e-10));
        if (at < 0) at = steps.Length - 1;

        // The step that leaves room may show fewer than two ticks; a smaller one shows more.
        for (; ; at--)
        {
            if (at < 0) (at, power) = (steps.Length - 2, power - 1);
            var step = Scaled(steps[at], power);
            var first = Math.Ceiling(low / step - 1e-9);
            var last = Math.Floor(high / step + 1e-9);
            if (last - first < 1 && step > span * 1e-3 && !(isInteger && step <= 1)) continue;
            return steps[at] == 10 ? Label(first, last, 1, power + 1) : Label(first, last, steps[at], power);
        }
    }

    private static List<(double Value, string Label)> Label(double first, double last, double mantissa, int power)
    {
        var ticks = new List<(double, string)>();
        var step = Scaled(mantissa, power);
        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        var exponent = largest > 0 ? (int)Math.Floor(Math.Log10(largest) + 1e-12) : 0;

        // Beyond six digits numbers are written as a mantissa and a power of ten.
        var isScientific = exponent is > 5 or < -4;
        var decimals = Math.Clamp((isScientific ? exponent - power : -power) + (mantissa == 2.5 ? 1 : 0), 0, 15);
        for (var i = 0; first + i <= last; i++)
        {
            var value = (first + i) * step;
            ticks.Add((value, isScientific ? Scientific(value, exponent, decimals) : Fixed(value, decimals)));
        }

        return ticks;
    }

    private static string Scientific(double value, int exponent, int decimals) =>
        value == 0 ? "0" : $"{Fixed(Scaled(value, -exponent), decimals)}×10{Superscript(exponent)}";

    /// <summary>A number with a true minus sign.</summary>
    internal static string Fixed(double value, int decimals)
    {
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.Length > 0 && text[0] == '-' ? text.AsSpan(1).ContainsAnyInRange('1', '9') ? $"−{text[1..]}" : text[1..] : text;
    }

    /// <summary>A whole number in superscript.</summary>
    internal static string Superscript(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture)
        .Select(c => c switch { '-' => '⁻', '1' => '¹', '2' => '²', '3' => '³', _ => (char)('⁰' + (c - '0')) }));

    // Division by a power of ten that a double holds exactly rounds once; multiplication with its inverse would round twice.
    private static double Scaled(double x, int power) => power >= 0 ? x * Math.Pow(10, power) : x / Math.Pow(10, -power);
}
