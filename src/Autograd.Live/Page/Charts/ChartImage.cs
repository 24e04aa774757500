using System.Globalization;
using System.Net;
using ScottPlot;

namespace Autograd.Live;

/// <summary>
/// A drawn chart without its outermost element, and where its data area lies: that is what a pointer's position is
/// translated with.
/// </summary>
internal sealed record ChartImage(string Content, int Width, int Height, PixelRect DataArea, AxisLimits Limits, double FullXMin, double FullXMax)
{
    /// <summary>The SVG as a part of the page, with a label for screen readers, and the frame as an attribute.</summary>
    public string ToSvg(string label)
    {
        double[] numbers =
        [
            DataArea.Left, DataArea.Top, DataArea.Width, DataArea.Height, Limits.Left, Limits.Right, Limits.Bottom, Limits.Top,
            FullXMin, FullXMax,
        ];
        var frame = string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{Width}\" height=\"{Height}\" "
            + $"role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\" data-frame=\"{frame}\">{Content}";
    }
}
