using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    /// <summary>Draws points, each with a size and a colour of its own if wanted.</summary>
    /// <param name="x">The positions along x.</param>
    /// <param name="y">The positions along y.</param>
    /// <param name="s">The area of a marker in square points: one number, or one a point. The default is 36.</param>
    /// <param name="c">A number a point, which the colour map turns into a colour: values, or labels of classes.</param>
    /// <param name="color">One colour for all, instead of <paramref name="c"/>; by default the next of the cycle.</param>
    /// <param name="marker">A marker, such as <c>o</c>, <c>x</c>, <c>^</c>.</param>
    /// <param name="cmap">The colour map's name.</param>
    /// <param name="vmin">The number that has the map's first colour; by default the smallest.</param>
    /// <param name="vmax">The number that has the map's last colour; by default the largest.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="label">The legend's text.</param>
    /// <exception cref="ArgumentException">The lengths differ, a size is negative, or a name has no meaning.</exception>
    public PathCollection Scatter(
        ArrayLike x, ArrayLike y, ArrayLike? s = null, ArrayLike? c = null, string? color = null, string marker = "o", string cmap = "viridis",
        double? vmin = null, double? vmax = null, double alpha = 1, string? label = null)
    {
        CheckDimensions(nameof(Scatter), x, y, s, c);
        var count = x.Count;
        if (y.Count != count) throw new ArgumentException($"Scatter: x has {count} values and y {y.Count}; they must be as many", nameof(x));
        var areas = s ?? 36.0;
        if (areas.Count != 1 && areas.Count != count)
            throw new ArgumentException($"Scatter: s has {areas.Count} values for {count} points; give one, or one a point", nameof(s));
        if (areas.FirstOrDefault(area => !(area >= 0)) is not 0 and var wrong)
            throw new ArgumentException($"Scatter: s has {wrong}; it is an area in square points", nameof(s));
        if (c is { } given && given.Count != count)
            throw new ArgumentException($"Scatter: c has {given.Count} values for {count} points; give one a point", nameof(c));
        if (c is not null && color is not null)
            throw new ArgumentException("Scatter: both c and color are given; c is for numbers, color for one colour", nameof(color));
        marker = FormatString.CheckMarker(marker, nameof(Scatter));
        if (marker == FormatString.None) throw new ArgumentException("Scatter: the marker None draws nothing; use Plot for lines", nameof(marker));
        CheckAlpha(alpha, nameof(Scatter));
        var map = Colormap.Find(cmap, nameof(Scatter));

        var range = (Min: 0.0, Max: 1.0);
        SP.Color[] colors;
        if (c is { } numbers)
        {
            range = FiniteRange(numbers, vmin, vmax);
            colors = [.. numbers.Values.Select(value => ColorAt(map, value, range))];
        }
        else
        {
            colors = [ColorOf(color ?? NextPatchColor(), 1, nameof(Scatter))];
        }

        var opacity = (byte)Math.Round(255 * alpha);
        if (alpha < 1) colors = Array.ConvertAll(colors, ink => ink.WithAlpha((byte)(ink.A * opacity / 255)));
        var points = new SP.Coordinates[count];
        var sizes = areas.Values.Select(area => Units.Pixels(Math.Sqrt(area) + 1)).ToArray();
        var collection = new PathCollection(points, sizes, colors, MarkerPath.Of(marker[0]))
        {
            Colormap = map,
            Range = range,
            Label = Legible(label),
        };
        ScottPlot.PlottableList.Add(collection);
        if (c is not null) _mappable = collection;
        Place(() =>
        {
            for (var i = 0; i < count; i++) points[i] = At(x.Values[i], y.Values[i]);
        });
        return collection;
    }

    /// <summary>Draws points of two sequences.</summary>
    /// <inheritdoc cref="Scatter(ArrayLike, ArrayLike, ArrayLike?, ArrayLike?, string?, string, string, double?, double?, double, string?)"/>
    public PathCollection Scatter(
        IEnumerable<double> x, IEnumerable<double> y, ArrayLike? s = null, ArrayLike? c = null, string? color = null, string marker = "o",
        string cmap = "viridis", double? vmin = null, double? vmax = null, double alpha = 1, string? label = null) =>
        Scatter(ArrayLike.From(x), ArrayLike.From(y), s, c, color, marker, cmap, vmin, vmax, alpha, label);

    private static SP.Color ColorAt(SP.IColormap map, double value, (double Min, double Max) range) =>
        double.IsNaN(value) ? SP.Colors.Transparent : map.GetColor(range.Max > range.Min ? (value - range.Min) / (range.Max - range.Min) : 0);
}
