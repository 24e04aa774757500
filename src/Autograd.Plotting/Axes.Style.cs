using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    // What gives the lines that SetSharp widened their width and colour back.
    private readonly List<Action> _thinLines = [];

    /// <summary>Gives ScottPlot's object matplotlib's look: four sides of a frame, no grid, plain text.</summary>
    private void ApplyStyle()
    {
        var ink = ColorOf(Style.Foreground, 1, nameof(Style));
        ScottPlot.FigureBackground.Color = SP.Colors.Transparent;
        ScottPlot.DataBackground.Color = SP.Colors.Transparent;
        foreach (var axis in ScottPlot.Axes.GetAxes()) StyleAxis(axis);

        // Sides without labels are narrow; on the right half a label of the x axis needs room.
        ScottPlot.Axes.Top.MaximumSize = 6;
        ScottPlot.Axes.Right.MinimumSize = ScottPlot.Axes.Right.MaximumSize = 12;
        SetFont(ScottPlot.Axes.Title.Label, 1.2 * Style.FontSize, ink);
        ScottPlot.Axes.Title.VerticalPadding = 6;
        ScottPlot.Layout.LayoutEngine = Layout;

        var grid = ScottPlot.Grid;
        grid.IsVisible = false;
        grid.MajorLineColor = grid.MinorLineColor = ColorOf(Style.GridColor, 1, nameof(Style));
        grid.MajorLineWidth = 1;

        var legend = ScottPlot.Legend;
        legend.IsVisible = false;
        legend.FontName = Style.FontFamily;
        legend.FontSize = Units.Pixels(Style.FontSize);
        legend.FontColor = ink;
        var background = ColorOf(Style.Background, 1, nameof(Style));
        legend.BackgroundColor = background.A == 0 ? background : background.WithAlpha(204);
        legend.OutlineColor = ColorOf(Style.LegendEdge, 1, nameof(Style));
        legend.OutlineWidth = Units.Pixels(0.8);
        legend.ShadowColor = SP.Colors.Transparent;
        legend.SymbolWidth = Units.Pixels(2 * Style.FontSize);
        legend.SymbolPadding = Units.Pixels(0.8 * Style.FontSize);
        legend.InterItemPadding = new SP.PixelPadding(8, 8, 4, 4);
        legend.Padding = new SP.PixelPadding(7, 5);
        legend.Margin = new SP.PixelPadding(7, 7);
    }

    private void StyleAxis(SP.IAxis axis)
    {
        var ink = ColorOf(Style.Foreground, 1, nameof(Style));
        SetFont(axis.Label, Style.FontSize, ink);
        SetFont(axis.TickLabelStyle, Style.FontSize, ink);
        axis.FrameLineStyle.Color = axis.MajorTickStyle.Color = axis.MinorTickStyle.Color = ink;
        axis.FrameLineStyle.Width = 1;
        axis.FrameLineStyle.AntiAlias = true;
        axis.MajorTickStyle.Length = Units.Pixels(3.5);
        axis.MajorTickStyle.Width = 1;
        axis.MinorTickStyle.Length = Units.Pixels(2);
        axis.MinorTickStyle.Width = 0.6f;
        axis.TickGenerator = new SP.TickGenerators.EmptyTickGenerator();

        // ScottPlot does not count the ticks' length where it measures a vertical axis.
        if (axis is SP.AxisPanels.YAxisBase vertical) vertical.PaddingBetweenTickAndAxisLabels = new SP.PixelPadding(9, 3);
    }

    /// <summary>
    /// Ticks and grid are sharp at 100 dpi. At other resolutions a line without anti-aliasing could fall between the pixels.
    /// </summary>
    /// <remarks>
    /// A line thinner than a pixel would be drawn or not, as it falls: where lines are sharp, it is a pixel wide and as much
    /// lighter as it was thinner. <c>SetSharp(false)</c> gives it back its width.
    /// </remarks>
    internal void SetSharp(bool isSharp)
    {
        foreach (var restore in _thinLines) restore();
        _thinLines.Clear();
        foreach (var axis in ScottPlot.Axes.GetAxes()) axis.MajorTickStyle.AntiAlias = axis.MinorTickStyle.AntiAlias = !isSharp;
        foreach (var style in (ReadOnlySpan<SP.GridStyle>)[ScottPlot.Grid.XAxisStyle, ScottPlot.Grid.YAxisStyle])
            style.MajorLineStyle.AntiAlias = style.MinorLineStyle.AntiAlias = !isSharp;
        if (!isSharp) return;
        foreach (var tick in ScottPlot.Axes.GetAxes().SelectMany(axis => (SP.TickMarkStyle[])[axis.MajorTickStyle, axis.MinorTickStyle]))
        {
            var (width, color) = (tick.Width, tick.Color);
            if (width is <= 0 or >= 1) continue;
            _thinLines.Add(() => (tick.Width, tick.Color) = (width, color));
            (tick.Width, tick.Color) = (1, color.WithAlpha((byte)(color.A * width)));
        }

        foreach (var line in ((SP.GridStyle[])[ScottPlot.Grid.XAxisStyle, ScottPlot.Grid.YAxisStyle])
            .SelectMany(style => (SP.LineStyle[])[style.MajorLineStyle, style.MinorLineStyle]))
        {
            var (width, color) = (line.Width, line.Color);
            if (width is <= 0 or >= 1) continue;
            _thinLines.Add(() => (line.Width, line.Color) = (width, color));
            (line.Width, line.Color) = (1, color.WithAlpha((byte)(color.A * width)));
        }
    }

    /// <summary>Labels are on the left and below; above, too, for a table's columns.</summary>
    private void PlaceTicks(SP.PixelRect rect)
    {
        var axes = ScottPlot.Axes;
        axes.Left.TickGenerator = Keep(axes.Left.TickGenerator, Y);
        axes.Bottom.TickGenerator = Keep(axes.Bottom.TickGenerator, X);
        if (_hasTopTicks)
        {
            axes.Top.TickGenerator = X.Ticks();
            axes.Top.MaximumSize = float.MaxValue;
            axes.Bottom.TickLabelStyle.IsVisible = false;
        }

        Reserve(axes.Bottom, rect);
        if (_hasTopTicks) Reserve(axes.Top, rect);

        // A program that has put ticks of its own on ScottPlot's axis keeps them.
        static SP.ITickGenerator Keep(SP.ITickGenerator generator, PlotAxis axis) =>
            generator is TickGenerator or SP.TickGenerators.EmptyTickGenerator ? axis.Ticks() : generator;
    }

    /// <summary>Makes room for turned labels, which ScottPlot measures as if they were not.</summary>
    private static void Reserve(SP.IAxis axis, SP.PixelRect rect)
    {
        var style = axis.TickLabelStyle;
        if (style.Rotation == 0) return;
        using var paint = SP.Paint.NewDisposablePaint();
        axis.TickGenerator.Regenerate(axis.Range.ToCoordinateRange, axis.Edge, rect.Width, paint, style);
        var ticks = axis.TickGenerator.Ticks;
        if (ticks.Length == 0) return;
        var angle = style.Rotation * Math.PI / 180;
        var height = ticks.Max(tick => style.Measure(tick.Label, paint).Size is var size
            ? Math.Abs(size.Width * Math.Sin(angle)) + Math.Abs(size.Height * Math.Cos(angle)) : 0);
        var label = axis.Label.Text.Length == 0 ? 0 : axis.Label.Measure(axis.Label.Text, paint).Height + 8;
        axis.MinimumSize = (float)height + label + axis.MajorTickStyle.Length + 8;
    }

    private void SetFont(SP.LabelStyle label, double size, SP.Color ink)
    {
        label.Font = null;
        label.FontName = Style.FontFamily;
        label.FontSize = Units.Pixels(size);
        label.Bold = false;
        label.ForeColor = ink;
    }

    internal void AddRegions(
        double[] classes, int resolution, (double Left, double Right, double Bottom, double Top) extent, Colormap map, int count, double alpha)
    {
        var matrix = new double[resolution, resolution];
        Buffer.BlockCopy(classes, 0, matrix, 0, sizeof(double) * classes.Length);

        // Class k has the k-th of the listed colours: its middle is at k, its ends are half a class away.
        var image = new AxesImage(matrix, -0.5, count - 0.5, map, new SP.CoordinateRect(extent.Left, extent.Right, extent.Top, extent.Bottom), alpha);
        ScottPlot.PlottableList.Add(image);
        foreach (var edge in (double[])[extent.Left, extent.Right]) X.StickyEdges.Add(edge);
        foreach (var edge in (double[])[extent.Bottom, extent.Top]) Y.StickyEdges.Add(edge);
    }
}
