using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// Places an axes' frame: as much room as its labels need, at least what its neighbours in the same row or column need, and
/// as wide as high per unit where the aspect is equal.
/// </summary>
internal sealed class AxesLayout : SP.ILayoutEngine
{
    private readonly SP.LayoutEngines.Automatic _automatic = new();

    /// <summary>The room that the figure wants on each side, so that frames in a row or column line up.</summary>
    internal SP.PixelPadding? Aligned { get; set; }

    /// <summary>Draws a unit of x as long as a unit of y, by making the frame smaller.</summary>
    internal bool IsEqual { get; set; }

    public SP.Layout GetLayout(SP.PixelRect figureRect, SP.Plot plot, SP.Paint paint)
    {
        var layout = _automatic.GetLayout(figureRect, plot, paint);
        var rect = layout.DataRect;
        if (Aligned is { } aligned)
        {
            rect = new SP.PixelRect(
                Math.Max(rect.Left, figureRect.Left + aligned.Left), Math.Min(rect.Right, figureRect.Right - aligned.Right),
                Math.Min(rect.Bottom, figureRect.Bottom - aligned.Bottom), Math.Max(rect.Top, figureRect.Top + aligned.Top));
        }

        rect = new SP.PixelRect(rect.Left, Math.Max(rect.Right, rect.Left + 1), Math.Max(rect.Bottom, rect.Top + 1), rect.Top);
        if (IsEqual) rect = Equal(rect, plot);

        // The middle of a line a pixel wide is the middle of a pixel, so that it is sharp.
        rect = new SP.PixelRect(Middle(rect.Left), Middle(rect.Right), Middle(rect.Bottom), Middle(rect.Top));
        foreach (var axis in plot.Axes.GetAxes())
            axis.RegenerateTicks(axis.Edge is SP.Edge.Bottom or SP.Edge.Top ? rect.Width : rect.Height, paint);
        return new SP.Layout(figureRect, rect, layout.PanelSizes, layout.PanelOffsets);
    }

    /// <summary>The room that the labels need.</summary>
    internal SP.PixelPadding Measure(SP.PixelRect figureRect, SP.Plot plot, SP.Paint paint)
    {
        var rect = _automatic.GetLayout(figureRect, plot, paint).DataRect;
        return new SP.PixelPadding(
            rect.Left - figureRect.Left, figureRect.Right - rect.Right, figureRect.Bottom - rect.Bottom, rect.Top - figureRect.Top);
    }

    private static float Middle(float pixel) => MathF.Floor(pixel) + 0.5f;

    private static SP.PixelRect Equal(SP.PixelRect rect, SP.Plot plot)
    {
        var (x, y) = (Math.Abs(plot.Axes.Bottom.Max - plot.Axes.Bottom.Min), Math.Abs(plot.Axes.Left.Max - plot.Axes.Left.Min));
        var pixels = Math.Min(rect.Width / x, rect.Height / y);
        if (!double.IsFinite(pixels)) return rect;
        var (width, height) = ((float)(pixels * x), (float)(pixels * y));
        var (left, top) = (rect.Left + (rect.Width - width) / 2, rect.Top + (rect.Height - height) / 2);
        return new SP.PixelRect(left, left + width, top + height, top);
    }
}
