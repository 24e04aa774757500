using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// matplotlib's ways to name a colour: a letter, a CSS name, <c>tab:blue</c>, <c>C0</c> of the figure's cycle, <c>#rgb</c>,
/// <c>#rrggbb</c>, <c>#rrggbbaa</c>, or a grey level from <c>"0"</c> to <c>"1"</c>.
/// </summary>
internal static class ColorSpec
{
    private static readonly Dictionary<string, string> Names = NameTable.Of(
        "b #0000ff g #008000 r #ff0000 c #00bfbf m #bf00bf y #bfbf00 k #000000 w #ffffff tab:blue #1f77b4",
        "tab:orange #ff7f0e tab:green #2ca02c tab:red #d62728 tab:purple #9467bd tab:brown #8c564b",
        "tab:pink #e377c2 tab:gray #7f7f7f tab:grey #7f7f7f tab:olive #bcbd22 tab:cyan #17becf",
        "rebeccapurple #663399 grey #808080 darkgrey #a9a9a9 lightgrey #d3d3d3 dimgrey #696969",
        "slategrey #708090 darkslategrey #2f4f4f lightslategrey #778899");

    /// <summary>The colour of a name.</summary>
    /// <param name="text">The name.</param>
    /// <param name="cycle">What C0, C1, … mean.</param>
    /// <param name="member">The member that the user called, for the message.</param>
    /// <exception cref="ArgumentException">It names no colour.</exception>
    internal static SP.Color Parse(string text, IReadOnlyList<string> cycle, string member) =>
        IsCycle(text, out var number) ? Parse(cycle[number % cycle.Count], cycle, member)
        : TryParse(text, out var color) ? color
        : throw new ArgumentException(
            $"{member}: \"{text}\" names no colour; use a letter of bgrcmykw, a CSS name, tab:blue, C0, #rrggbb or a grey level from \"0\" to \"1\"",
            nameof(text));

    /// <summary>The colour of a name; C0, C1, … are matplotlib's default cycle.</summary>
    internal static bool TryParse(string text, out SP.Color color)
    {
        color = default;
        if (string.IsNullOrEmpty(text)) return false;
        if (IsCycle(text, out var number)) return TryParse(Style.Default.Cycle[number % 10], out color);
        if (text[0] == '#') return TryHex(text.AsSpan(1), out color);
        if (Names.TryGetValue(text.Length > 1 ? text.ToLowerInvariant() : text, out var hex)) return TryHex(hex.AsSpan(1), out color);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var grey))
        {
            if (grey is not (>= 0 and <= 1)) return false;
            var level = (byte)Math.Round(255 * grey);
            color = new SP.Color(level, level, level);
            return true;
        }

        // .NET's known colours are CSS's, and those of the desktop's theme, which are not for plots.
        if (text.Length > 1 && text.All(char.IsAsciiLetter) && Enum.TryParse<System.Drawing.KnownColor>(text, ignoreCase: true, out var known))
        {
            var named = System.Drawing.Color.FromKnownColor(known);
            if (named.IsSystemColor) return false;
            color = new SP.Color(named.R, named.G, named.B, named.A);
            return true;
        }

        return false;
    }

    private static bool IsCycle([NotNullWhen(true)] string? text, out int number)
    {
        number = 0;
        return text is ['C', _, ..] && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out SP.Color color)
    {
        color = default;
        if (digits.Length is not (3 or 4 or 6 or 8)) return false;
        Span<byte> parts = [0, 0, 0, 255];
        var each = digits.Length < 6 ? 1 : 2;
        for (var i = 0; i < digits.Length / each; i++)
        {
            var digit = digits.Slice(i * each, each);
            if (!byte.TryParse(digit, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part)) return false;
            parts[i] = each == 1 ? (byte)(17 * part) : part;
        }

        color = new SP.Color(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }
}
