using ScottPlot;

namespace Autograd.Live;

/// <summary>What all charts of the page share: colors, fonts, and how they become an image.</summary>
internal static class Canvas
{
    /// <summary>An empty plot in the colors of the view.</summary>
    public static Plot New(ChartView view)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = ChartColors.Ground(view.Dark);
        plot.DataBackground.Color = ChartColors.Ground(view.Dark);
        plot.Axes.Color(ChartColors.Text(view.Dark));
        plot.Grid.MajorLineColor = ChartColors.Grid(view.Dark);
        plot.Axes.Frame(false);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Title(false);
        plot.HideLegend();
        return plot;
    }

    /// <summary>Draws the plot.</summary>
    public static ChartImage Finish(Plot plot, ChartView view, double fullXMin, double fullXMax)
    {
        var svg = plot.GetSvgXml(view.Width, view.Height);
        return new ChartImage(svg, plot.RenderManager.LastRender.DataRect, plot.Axes.GetLimits(), fullXMin, fullXMax);
    }
}
