using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    /// <summary>Draws bars from <paramref name="bottom"/> upwards.</summary>
    /// <param name="x">The bars' centres.</param>
    /// <param name="height">The bars' heights.</param>
    /// <param name="width">The bars' width, in x's units.</param>
    /// <param name="bottom">Where the bars begin: one number, or one a bar.</param>
    /// <param name="color">A colour; by default the next of the cycle.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="label">The legend's text.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a name has no meaning.</exception>
    public SP.Plottables.BarPlot Bar(
        ArrayLike x, ArrayLike height, double width = 0.8, ArrayLike? bottom = null, string? color = null, double alpha = 1, string? label = null)
    {
        CheckDimensions(nameof(Bar), x, height, bottom);
        var (count, feet) = (x.Count, bottom ?? 0.0);
        if (height.Count != count)
            throw new ArgumentException($"Bar: x has {count} values and height {height.Count}; they must be as many", nameof(x));
        if (feet.Count != 1 && feet.Count != count)
            throw new ArgumentException($"Bar: bottom has {feet.Count} values for {count} bars; give one, or one a bar", nameof(bottom));
        var edges = new (double, double, double, double)[count];
        for (var i = 0; i < count; i++)
        {
            var foot = feet.Values[feet.Count == 1 ? 0 : i];
            edges[i] = (x.Values[i] - width / 2, x.Values[i] + width / 2, foot, foot + height.Values[i]);
            Y.StickyEdges.Add(foot);
        }

        return Bars(edges, ColorOf(color ?? NextPatchColor(), alpha, nameof(Bar)), label);
    }

    /// <summary>Draws a bar for each text.</summary>
    /// <inheritdoc cref="Bar(ArrayLike, ArrayLike, double, ArrayLike?, string?, double, string?)"/>
    public SP.Plottables.BarPlot Bar(
        IEnumerable<string> x, ArrayLike height, double width = 0.8, ArrayLike? bottom = null, string? color = null, double alpha = 1,
        string? label = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        var names = x.ToArray();
        var bars = Bar(Count(names.Length), height, width, bottom, color, alpha, label);
        SetXTicks(names);
        return bars;
    }

    /// <summary>Counts values in bins and draws the counts. A matrix gives a series a column, side by side in the same bins.</summary>
    /// <param name="x">The values; those that are no finite number are left out.</param>
    /// <param name="bins">The number of bins of equal width.</param>
    /// <param name="range">Where the first bin begins and the last ends; by default the smallest and the largest value.</param>
    /// <param name="density">True to divide by the bins' width and the number of values, so that the area is 1.</param>
    /// <param name="color">A colour; by default the next of the cycle.</param>
    /// <param name="alpha">The opacity from 0 to 1.</param>
    /// <param name="label">The legend's text; of a matrix, that of the first column.</param>
    /// <returns>The counts or densities, of a matrix those of each column one after the other, and the bins' edges.</returns>
    /// <remarks>A bin holds its lower edge, and the last its upper one too. Follows numpy.histogram.</remarks>
    /// <exception cref="ArgumentException">There is no bin, or the range is none.</exception>
    public (double[] Counts, double[] Edges) Hist(
        ArrayLike x, int bins = 10, (double Min, double Max)? range = null, bool density = false, string? color = null, double alpha = 1,
        string? label = null)
    {
        CheckDimensions(nameof(Hist), x);
        if (bins < 1) throw new ArgumentException($"Hist: {bins} bins; use at least 1", nameof(bins));
        if (range is { } given && !(double.IsFinite(given.Max - given.Min) && given.Min <= given.Max))
            throw new ArgumentException(
                $"Hist: the range goes from {given.Min} to {given.Max}; use finite numbers, the smaller first", nameof(range));
        CheckAlpha(alpha, nameof(Hist));
        if (color is not null) ColorOf(color, alpha, nameof(Hist));
        var (min, max) = range ?? FiniteRange(x, null, null);
        if (min == max) (min, max) = (min - 0.5, max + 0.5);
        var edges = new double[bins + 1];
        for (var i = 0; i <= bins; i++) edges[i] = i == bins ? max : min + (max - min) * i / bins;
        Y.StickyEdges.Add(0);
        var columns = x.IsMatrix ? x.Columns : 1;
        var counts = new List<double>();
        for (var column = 0; column < columns; column++)
        {
            var part = Count(x.Column(column), edges, density);
            counts.AddRange(part);
            DrawCounts(part, edges, (column, columns), ColorOf(color ?? NextPatchColor(), alpha, nameof(Hist)), column == 0 ? label : null);
        }

        return ([.. counts], edges);
    }

    private static double[] Count(double[] values, double[] edges, bool isDensity)
    {
        var (min, max, bins) = (edges[0], edges[^1], edges.Length - 1);
        var counts = new double[bins];
        foreach (var value in values)
        {
            if (!(value >= min && value <= max)) continue;
            var bin = Math.Min((int)((value - min) / (max - min) * bins), bins - 1);
            if (value < edges[bin]) bin--;
            else if (bin < bins - 1 && value >= edges[bin + 1]) bin++;
            counts[bin]++;
        }

        if (isDensity && counts.Sum() is > 0 and var total)
        {
            for (var i = 0; i < bins; i++) counts[i] /= total * (edges[i + 1] - edges[i]);
        }

        return counts;
    }

    private void DrawCounts(double[] counts, double[] edges, (int Number, int Count) series, SP.Color ink, string? label)
    {
        // Several series share four fifths of a bin, as matplotlib's.
        var (from, width) = series.Count == 1 ? (0.0, 1.0) : (0.1 + 0.8 * series.Number / series.Count, 0.8 / series.Count);
        var bars = Bars(
            [.. counts.Select((count, i) => (At(i, from), series.Count == 1 ? edges[i + 1] : At(i, from + width), 0.0, count))], ink, label);

        // Bars that touch must not show the background between them.
        foreach (var bar in bars.Bars)
        {
            (bar.FillStyle.AntiAlias, bar.LineStyle.AntiAlias) = (false, false);
            if (ink.A == 255) (bar.LineColor, bar.LineWidth) = (ink, 1);
        }

        double At(int bin, double part) => edges[bin] + part * (edges[bin + 1] - edges[bin]);
    }

    private SP.Plottables.BarPlot Bars((double Left, double Right, double Foot, double Top)[] edges, SP.Color ink, string? label)
    {
        var plot = ScottPlot.Add.Bars(edges.Select(_ => new SP.Bar()).ToList());
        plot.LegendText = Legible(label);
        foreach (var bar in plot.Bars)
        {
            bar.FillColor = ink;
            bar.LineWidth = 0;
        }

        Place(() =>
        {
            foreach (var (i, (left, right, foot, top)) in edges.Index())
            {
                // On a logarithmic axis, bars begin below what is seen.
                var (low, high) = (X.Map(left), X.Map(right));
                var (start, end) = (Y.IsLog && !(foot > 0) ? LowestBar(edges) : Y.Map(foot), Y.Map(top));
                var bar = plot.Bars[i];
                bar.IsVisible = double.IsFinite(low) && double.IsFinite(high) && double.IsFinite(start) && double.IsFinite(end);
                (bar.Position, bar.Size, bar.ValueBase, bar.Value) = bar.IsVisible
                    ? ((low + high) / 2, high - low, start, end)
                    : (double.NaN, 0, double.NaN, double.NaN);
            }
        });
        return plot;
    }

    private static double LowestBar((double Left, double Right, double Foot, double Top)[] edges)
    {
        var tops = edges.Select(edge => edge.Top).Where(top => top > 0 && double.IsFinite(top)).DefaultIfEmpty(1);
        return Math.Floor(Math.Log10(tops.Min()) - 1e-9);
    }
}
