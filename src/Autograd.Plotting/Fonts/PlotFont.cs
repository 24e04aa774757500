using System.Text;
using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// The font that the package ships, "Autograd Sans": Latin, Greek, Cyrillic, all of Hangul, sub- and superscripts, arrows
/// and mathematical signs. It is made of Pretendard Regular and Noto Sans Math, both under the SIL Open Font License 1.1
/// (the licence is in the package), so that text shows on a machine without fonts.
/// </summary>
public static class PlotFont
{
    /// <summary>The family's name.</summary>
    public const string Family = "Autograd Sans";

    private static readonly Lazy<byte[]> Bytes = new(Read);
    private static readonly Lazy<SKTypeface> LazyTypeface = new(() =>
    {
        using var data = SKData.CreateCopy(Bytes.Value);
        return SKTypeface.FromData(data);
    });

    /// <summary>The whole font as a TrueType file, for a page that serves it itself.</summary>
    public static ReadOnlyMemory<byte> TrueType => Bytes.Value;

    internal static SKTypeface Typeface => LazyTypeface.Value;

    /// <summary>
    /// A CSS rule <c>@font-face</c> with just the glyphs of some characters, a few kilobytes, for pages that show figures
    /// which were made by <see cref="Figure.ToSvg"/> without a font.
    /// </summary>
    public static string FontFace(string characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        var wanted = characters.EnumerateRunes().Select(rune => rune.Value).Distinct().Order().ToArray();
        var font = Convert.ToBase64String(TrueTypeSubset.ToWoff(Bytes.Value, wanted));
        return $"@font-face{{font-family:\"{Family}\";src:url(data:font/woff;base64,{font}) format(\"woff\")}}";
    }

    /// <summary>The characters of a text that the font has no glyph for; they show as empty boxes.</summary>
    public static string Missing(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var missing = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && Typeface.GetGlyph(rune.Value) == 0) missing.Append(rune);
        }

        return missing.ToString();
    }

    /// <summary>
    /// Makes the font ScottPlot's default, unless the program has chosen another, and the one that ScottPlot falls back
    /// to for a family that is not installed. Without it, text vanishes on a machine without fonts.
    /// </summary>
    internal static void Register()
    {
        if (Volatile.Read(ref _isRegistered)) return;
        lock (Bytes)
        {
            if (_isRegistered) return;
            SP.Fonts.FontResolvers.Insert(0, new Resolver(isLast: false));
            SP.Fonts.FontResolvers.Add(new Resolver(isLast: true));
            if (SP.Fonts.Default == SP.Fonts.System) SP.Fonts.Default = Family;
            Volatile.Write(ref _isRegistered, true);
        }
    }

    private static bool _isRegistered;

    private static byte[] Read()
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("AutogradSans.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class Resolver(bool isLast) : SP.IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, SP.FontWeight weight, SP.FontSlant slant, SP.FontSpacing spacing) =>
            isLast || fontName == Family ? Typeface : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => isLast || fontName == Family ? Typeface : null;
    }
}
