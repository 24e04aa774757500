using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace Autograd.Live;

/// <summary>Cells in colours from low to high; NaN is drawn as a warning, and what has no value not at all.</summary>
internal sealed class HeatMap
{
    /// <summary>What stands for a cell without a value; NaN is a value.</summary>
    public const double Nothing = double.MinValue;

    private const int MostColumns = 400;
    private const byte Opaque = 255;

    private readonly double[,] _cells;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Cells from the top row down.</summary>
    public HeatMap(double[,] cells, double low, double high) => (_cells, _low, _high) = (cells, low, high);

    /// <summary>How many columns a chart of a width needs.</summary>
    public static int Columns(ChartView view) => Math.Min(view.Width, MostColumns);

    /// <summary>Draws the cells into a plot, over the given range of coordinates.</summary>
    public void AddTo(Plot plot, ChartView view, CoordinateRect position, bool withColorBar)
    {
        var alpha = new byte[_cells.GetLength(0), _cells.GetLength(1)];
        var intensities = (double[,])_cells.Clone();
        for (var row = 0; row < alpha.GetLength(0); row++)
        {
            for (var column = 0; column < alpha.GetLength(1); column++)
            {
                if (_cells[row, column] != Nothing) alpha[row, column] = Opaque;
                else intensities[row, column] = _low;
            }
        }

        var map = plot.Add.Heatmap(intensities);
        map.Position = position;
        map.ManualRange = new ScottPlot.Range(_low, _high);
        map.Colormap = new Viridis();
        map.AlphaMap = alpha;
        map.NaNCellColor = ChartColors.Warning;
        map.Update();
        if (withColorBar) AddColorBar(plot, map, view);
    }

    private void AddColorBar(Plot plot, Heatmap map, ChartView view)
    {
        ColorBar bar = plot.Add.ColorBar(map);
        bar.Axis.TickGenerator = LogTicks.Generator(_low, _high);
        plot.Axes.Color(bar.Axis, ChartColors.Text(view.Dark));
    }
}
