using System.Text;

namespace Autograd.Plotting.Graphs;

/// <summary>
/// How wide text becomes, a little on the generous side, since the reader's system chooses the font where ours is not there.
/// Source: the widths of Helvetica in Adobe's font metrics.
/// </summary>
internal static class TextWidths
{
    private const double Generous = 1.08;
    private const double Bold = 1.07;

    // Thousandths of the size, from the blank to the tilde.
    private static ReadOnlySpan<short> Widths =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
        278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
        556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Of(string text, double size, bool isBold = false)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += rune.Value is >= ' ' and <= '~' ? Widths[rune.Value - ' '] : rune.Value < 0x1100 || IsNarrowSign(rune) ? 600 : 1000;
        return width * size / 1000 * Generous * (isBold ? Bold : 1);
    }

    // Punctuation, arrows and mathematical signs.
    private static bool IsNarrowSign(Rune rune) => rune.Value is >= 0x2000 and < 0x2300;
}
