using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Autograd.Plotting;

/// <summary>Completes what Skia writes as SVG: a scale, a name for screen readers, the font, names that are unique on a page.</summary>
internal static partial class SvgDocument
{
    internal static string Finish(string svg, int width, int height, string description, bool embedFont)
    {
        // Skia numbers clip paths through the whole process; here they count from 1.
        var numbers = new Dictionary<string, int>();
        svg = Identifier().Replace(svg, match =>
        {
            if (!numbers.TryGetValue(match.Groups[2].Value, out var number)) numbers[match.Groups[2].Value] = number = numbers.Count + 1;
            return $"{match.Groups[1].Value}{number}";
        });

        // Several figures on a page must not share names. The picture itself gives the prefix.
        var prefix = "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..8];
        svg = Identifier().Replace(svg, match => $"{match.Groups[1].Value}{prefix}-{match.Groups[2].Value}");

        svg = Coordinates().Replace(svg, match => Decimals().Replace(match.Value, number => Rounded(number.Value)));

        var begin = svg.IndexOf("<svg", StringComparison.Ordinal);
        var end = svg.IndexOf('>', begin);
        var isEmpty = svg[end - 1] == '/';
        var style = new StringBuilder("image{image-rendering:optimizeSpeed;image-rendering:pixelated}");
        if (embedFont && Text(svg) is { Length: > 0 } text) style.Append(PlotFont.FontFace(text));
        var head = $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" " +
            $"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">\n" +
            $"<style>{style}</style>";
        return head + (isEmpty ? "</svg>\n" : svg[(end + 1)..]);
    }

    /// <summary>A hundredth of a pixel is fine enough, and makes the file half as long.</summary>
    private static string Rounded(string number) =>
        double.Parse(number, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    /// <summary>All characters that the picture writes.</summary>
    internal static string Text(string svg) =>
        string.Concat(TextElement().Matches(svg).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));

    [GeneratedRegex("(\\bid=\"|url\\(#|href=\"#)([\\w-]+)")]
    private static partial Regex Identifier();

    [GeneratedRegex(" (?:d|x|y|points)=\"[^\"]*\"")]
    private static partial Regex Coordinates();

    [GeneratedRegex("-?\\d*\\.\\d{3,}(?:e-?\\d+)?")]
    private static partial Regex Decimals();

    [GeneratedRegex("<text[^>]*>([^<]*)</text>")]
    private static partial Regex TextElement();
}
