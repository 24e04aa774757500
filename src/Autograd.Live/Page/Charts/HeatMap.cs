using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Autograd.Live;

/// <summary>Cells in colours from low to high; NaN is drawn as a warning, and what has no value not at all.</summary>
internal sealed class HeatMap
{
    /// <summary>What stands for a cell without a value; NaN is a value.</summary>
    public const double Nothing = double.MinValue;

    private const int MostColumns = 400;
    private const int MostLabels = 6;

    private readonly double[,] _cells;
    private readonly double _low;
    private readonly double _high;
    private Heatmap? _map;

    /// <summary>Cells from the top row down.</summary>
    public HeatMap(double[,] cells, double low, double high) => (_cells, _low, _high) = (cells, low, high);

    /// <summary>How many columns a chart of a width needs.</summary>
    public static int Columns(ChartView view) => Math.Min(view.Width, MostColumns);

    /// <summary>Draws the cells into a chart in the colours of viridis, over the given range of coordinates.</summary>
    public HeatMap AddTo(Canvas canvas, CoordinateRect position)
    {
        Add(canvas, position, new Viridis(), _ => byte.MaxValue);
        return this;
    }

    /// <summary>Draws the cells in one colour, the more opaque the higher they are.</summary>
    public void AddTo(Canvas canvas, CoordinateRect position, Color color) =>
        Add(canvas, position, new Ink(color), cell => (byte)Math.Clamp(byte.MaxValue * (cell - _low) / (_high - _low), 0, byte.MaxValue));

    /// <summary>Draws the colours beside the chart, for values that are decimal logarithms.</summary>
    public void AddLogColorBar(Canvas canvas, bool dark)
    {
        var bar = canvas.Plot.Add.ColorBar(_map!);
        var style = ChartColors.Style(dark);
        var ticks = new NumericManual();
        var step = (int)Math.Ceiling((_high - _low) / MostLabels);
        for (var power = (int)Math.Ceiling(_low); power <= _high; power++)
            if (power % step == 0) ticks.AddMajor(power, Numbers.Format(Math.Pow(10, power)));
        bar.Axis.TickGenerator = ticks;
        bar.Axis.TickLabelStyle.FontName = style.FontFamily;
        bar.Axis.TickLabelStyle.ForeColor = bar.Axis.FrameLineStyle.Color = bar.Axis.MajorTickStyle.Color = Color.FromHex(style.Foreground);
    }

    private void Add(Canvas canvas, CoordinateRect position, IColormap colors, Func<double, byte> opacity)
    {
        var alpha = new byte[_cells.GetLength(0), _cells.GetLength(1)];
        var intensities = new double[_cells.GetLength(0), _cells.GetLength(1)];
        for (var row = 0; row < alpha.GetLength(0); row++)
        {
            for (var column = 0; column < alpha.GetLength(1); column++)
            {
                var cell = _cells[row, column];
                if (cell != Nothing) alpha[row, column] = double.IsNaN(cell) ? byte.MaxValue : opacity(cell);

                // ScottPlot refuses infinities, which the logarithm of 0 is.
                intensities[row, column] = Math.Clamp(cell, _low, _high);
            }
        }

        _map = canvas.Plot.Add.Heatmap(intensities);
        _map.Position = position;
        _map.ManualRange = new ScottPlot.Range(_low, _high);
        _map.Colormap = colors;
        _map.AlphaMap = alpha;
        _map.NaNCellColor = ChartColors.Warning;
        _map.Update();
    }

    private sealed class Ink(Color color) : IColormap
    {
        public string Name => "ink";

        public Color GetColor(double position) => color;
    }
}
