using System.Globalization;
using Autograd.Plotting;

namespace Autograd.Live;

public partial class LivePlot
{
    /// <summary>The number of parts into which a curve of the figure is cut at most: more than it has pixels.</summary>
    private const int FigureBuckets = 2000;

    // In inches: what a chart with its labels and legend needs to be read.
    private const double WidthOfAxes = 4;
    private const double HeightOfAxes = 2.4;

    /// <summary>
    /// Draws what was recorded so far as a figure to save or to go on with, with axes for each metric: its batches in
    /// pale, the means of its epochs above them.
    /// </summary>
    /// <param name="plotBatches">True if the batches are drawn.</param>
    /// <returns>The figure, of size <see cref="FigSize"/>, or if that is null of one that grows with the grid, and its axes in the order of the metrics.</returns>
    /// <remarks>Each call draws anew; the figure does not change when the run goes on.</remarks>
    public (Figure Figure, IReadOnlyList<Axes> Axes) PlotObjects(bool plotBatches = true)
    {
        var names = Metrics.Count > 0 ? Metrics : TrainMetrics.Keys.Union(TestMetrics.Keys).ToArray();
        var rows = Math.Max(NRows, (names.Count + NCols - 1) / NCols);
        var figure = new Figure(FigSize ?? (Math.Max(6.4, WidthOfAxes * NCols), Math.Max(4.8, HeightOfAxes * rows)));
        var axes = new List<Axes>();
        for (var i = 0; i < names.Count; i++)
        {
            axes.Add(figure.AddSubplot(rows, NCols, i + 1));
            DrawMetric(axes[i], names[i], plotBatches, isLowest: i + NCols >= names.Count);
        }

        return (figure, axes);
    }

    private void DrawMetric(Axes axes, string name, bool plotBatches, bool isLowest)
    {
        var (train, test) = (TrainMetrics.GetValueOrDefault(name), TestMetrics.GetValueOrDefault(name));
        var colors = MetricColors.GetValueOrDefault(name);
        var (trainColor, testColor) = (colors.Train ?? "C0", colors.Test ?? "C1");
        var to = (double)(train is { BatchCount: > 0 } ? train.BatchCount : test?.BatchCount ?? 0);
        var from = LastNBatches is { } n ? to - n + 1 : 1;
        if (plotBatches) Draw(train, MetricLevel.Batch, trainColor, train is { EpochData.IsEmpty: true } ? "train" : null);
        Draw(train, MetricLevel.Epoch, trainColor, "train");
        Draw(test, MetricLevel.Epoch, testColor, "test");
        var isRecorded = train is not null || test is not null;
        axes.SetTitle(isRecorded || MissingMetrics is null ? name : $"{name} (not recorded)");
        axes.Grid();
        if (isLowest) axes.SetXLabel("Number of iterations");
        if (train is not null || test is { EpochData.IsEmpty: false }) axes.Legend();

        void Draw(LiveMetric? metric, MetricLevel level, string color, string? label)
        {
            if (metric?.Decimate(FigureBuckets, level, from, to) is not { X.Length: > 0 } line) return;
            var latest = level == MetricLevel.Epoch ? metric.LatestEpoch : metric.LatestBatch;
            if (label is not null) label = string.Create(CultureInfo.InvariantCulture, $"{label}: {latest:0.00e+00}");
            if (level == MetricLevel.Batch) axes.Plot(line.X, line.Y, label: label, color: color, alpha: 0.5);
            else axes.Plot(line.X, line.Y, marker: "o", label: label, color: color, lineWidth: 3);
        }
    }
}
