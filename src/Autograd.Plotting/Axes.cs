using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// One plot of a figure, with the methods of matplotlib's Axes under .NET's casing. What it lacks,
/// <see cref="ScottPlot"/> has.
/// </summary>
/// <remarks>
/// Sizes of text, lines and markers are in points, a 72nd of an inch, of which a figure has 100 pixels. Numbers that are
/// not finite, and those without a logarithm on a logarithmic axis, leave gaps.
/// </remarks>
public sealed partial class Axes
{
    private readonly List<Action> _placements = [];
    private int _lines, _patches;

    internal Axes(Figure figure, GridCell cell)
    {
        Figure = figure;
        Cell = cell;
        PlotFont.Register();
        ScottPlot = new SP.Plot();
        ApplyStyle();
    }

    /// <summary>The figure that this is part of.</summary>
    public Figure Figure { get; }

    /// <summary>
    /// The ScottPlot object behind it, for all that is not here. Its coordinates are decimal logarithms where an axis is
    /// logarithmic.
    /// </summary>
    public SP.Plot ScottPlot { get; }

    internal GridCell Cell { get; }

    internal AxesLayout Layout { get; } = new();

    private PlotAxis X { get; } = new();

    private PlotAxis Y { get; } = new();

    private Style Style => Figure.Style;

    /// <summary>Sets limits, ticks and the legend's place; the figure calls it before it draws.</summary>
    internal void Prepare(SP.PixelRect rect)
    {
        var (xMin, xMax, yMin, yMax) = (double.NaN, double.NaN, double.NaN, double.NaN);
        foreach (var plottable in ScottPlot.PlottableList.Where(plottable => plottable.IsVisible && plottable is not SP.Plottables.Text))
        {
            var limits = plottable.GetAxisLimits();
            Expand(ref xMin, ref xMax, limits.Left, limits.Right);
            Expand(ref yMin, ref yMax, limits.Bottom, limits.Top);
        }

        var axes = ScottPlot.Axes;
        X.Apply(axes.Bottom, xMin, xMax);
        Y.Apply(axes.Left, yMin, yMax);
        (axes.Top.Min, axes.Top.Max) = (axes.Bottom.Min, axes.Bottom.Max);
        (axes.Right.Min, axes.Right.Max) = (axes.Left.Min, axes.Left.Max);
        PlaceTicks(rect);
        if (_legend is { Length: 0 }) ScottPlot.Legend.Alignment = LegendPlacement.Best(ScottPlot, rect, ScottPlot.Legend.FontSize ?? 12);

        static void Expand(ref double min, ref double max, double low, double high)
        {
            if (double.IsFinite(low)) min = double.IsNaN(min) ? low : Math.Min(min, low);
            if (double.IsFinite(high)) max = double.IsNaN(max) ? high : Math.Max(max, high);
        }
    }

    /// <summary>Does something now, and again whenever a scale changes and values get other coordinates.</summary>
    private void Place(Action placement)
    {
        placement();
        _placements.Add(placement);
    }

    private SP.Coordinates At(double x, double y) => new(X.Map(x), Y.Map(y));

    private SP.Color ColorOf(string color, double alpha, string member)
    {
        CheckAlpha(alpha, member);
        var parsed = ColorSpec.Parse(color, Style.Cycle, member);
        return parsed.WithAlpha((byte)Math.Round(parsed.A * alpha));
    }

    private string NextLineColor() => $"C{_lines++}";

    private string NextPatchColor() => $"C{_patches++}";

    private static void CheckAlpha(double alpha, string member)
    {
        if (alpha is not (>= 0 and <= 1))
            throw new ArgumentException($"{member}: alpha is {alpha}; it goes from 0 (transparent) to 1", nameof(alpha));
    }

    private static void CheckSameLength(ArrayLike x, ArrayLike y, string member)
    {
        if (x.Rows != y.Rows) throw new ArgumentException($"{member}: x has {x.Rows} values and y {y.Rows}; they must be as many", nameof(x));
    }

    private static void CheckDimensions(string member, params ReadOnlySpan<ArrayLike?> arrays)
    {
        foreach (var array in arrays)
        {
            if (array?.Image is { } shape)
                throw new ArgumentException($"{member}: takes one or two dimensions, not {shape}; Reshape or index the tensor");
        }
    }

    private static void CheckMatrix(ArrayLike matrix, string member)
    {
        CheckDimensions(member, matrix);
        if (!matrix.IsMatrix)
            throw new ArgumentException(
                $"{member}: needs two dimensions, not a series of {matrix.Count}; Reshape it to (rows, columns)", nameof(matrix));
    }

    /// <summary>The smallest and the largest finite value, or what stands in for them.</summary>
    private static (double Min, double Max) FiniteRange(IEnumerable<double> values, double? vmin, double? vmax)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsFinite(value)) (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        if (min > max) (min, max) = (0, 1);
        (min, max) = (vmin ?? min, vmax ?? max);
        return min <= max ? (min, max) : vmax is null ? (min, min) : (max, max);
    }
}
