using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;

namespace Autograd.Live;

/// <summary>
/// A drawn chart, and where its data area lies: that is what a pointer's position is translated with.
/// </summary>
internal sealed partial record ChartImage(string Svg, PixelRect DataArea, AxisLimits Limits, double FullXMin, double FullXMax)
{
    /// <summary>
    /// The SVG as a part of the page: identifiers that no other chart has, a label for screen readers, and the frame as
    /// an attribute.
    /// </summary>
    public string ToPageSvg(int panel, string label)
    {
        var body = Svg[Svg.IndexOf("<svg", StringComparison.Ordinal)..];
        body = Identifiers().Replace(body, match => $"{match.Groups[1].Value}p{panel}-");
        var attributes = new StringBuilder("<svg role=\"img\" aria-label=\"");
        attributes.Append(Escape(label)).Append("\" data-frame=\"");
        double[] frame =
        [
            DataArea.Left, DataArea.Top, DataArea.Width, DataArea.Height, Limits.Left, Limits.Right, Limits.Bottom, Limits.Top,
            FullXMin, FullXMax,
        ];
        attributes.AppendJoin(' ', frame.Select(value => value.ToString("R", CultureInfo.InvariantCulture))).Append('"');
        return string.Concat(attributes.ToString(), body.AsSpan("<svg".Length));
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;");

    // Skia numbers clip paths and images from 1 in every SVG; in one page they would be mistaken for each other's.
    [GeneratedRegex("(\\bid=\"|url\\(#|href=\"#)")]
    private static partial Regex Identifiers();
}
