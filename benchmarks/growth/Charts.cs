using Autograd.Plotting;

namespace Autograd.Growth;

/// <summary>The pictures: double logarithmic, time on the left and memory on the right.</summary>
internal static class Charts
{
    public static void Draw(Series series, Results results, string folder)
    {
        Plt.Close("all");
        var isThreads = series.Curves[0].ValueIsThreads;
        var (figure, axes) = Plt.Subplots(1, 2, figsize: (12, 4.6));
        List<double>[] heights = [[], []];
        for (var i = 0; i < series.Curves.Length; i++)
        {
            var (label, color) = (series.Curves[i].Label, $"C{i}");
            var points = results.Of(series, series.Curves[i]);
            if (points.Count == 0) continue;
            double[] sizes = [.. points.Select(point => point.Value)];
            double[] times = isThreads
                ? [.. points.Select(point => points[0].Best / point.Best)]
                : [.. points.Select(point => point.Best)];
            axes[0].Plot(sizes, times, "-o", isThreads ? label : WithSlope(label, sizes, times), color, markerSize: 4);
            heights[0].AddRange(times);
            var pooled = points.Where(point => point.Live > 0).ToArray();
            if (pooled.Length == 0) continue;
            sizes = [.. pooled.Select(point => point.Value)];
            double[] peaks = [.. pooled.Select(point => point.Peak / 1e6)], live = [.. pooled.Select(point => point.Live / 1e6)];
            axes[1].Plot(sizes, peaks, "-o", isThreads ? label : WithSlope(label, sizes, peaks), color, markerSize: 4);
            heights[1].AddRange([.. peaks, .. live]);
            axes[1].Plot(sizes, live, "--", i == 0 ? "what must live" : null, color, alpha: 0.6);
        }

        axes[0].SetTitle(isThreads ? "speed of a training step, beside one thread's" : "time of a training step");
        axes[0].SetYLabel(isThreads ? "times as fast" : "milliseconds");
        axes[1].SetTitle("most memory of large tensors");
        axes[1].SetYLabel("megabytes");
        for (var i = 0; i < heights.Length; i++)
        {
            var isLinear = isThreads && i == 0;
            axes[i].SetXLabel(series.Axis);
            if (isThreads) axes[i].SetXTicks(new double[] { 1, 2, 4 });
            else axes[i].SetXScale("log");
            if (!isLinear) axes[i].SetYScale("log");
            axes[i].Grid();
            axes[i].Legend("upper left");
            if (isLinear) axes[i].SetYLim(0, 2 * heights[i].Max());
            else if (heights[i].Count > 0) LeaveRoom(axes[i], heights[i]);
        }

        figure.SaveFig(Path.Combine(folder, $"growth-{series.Name}.png"));
    }

    /// <summary>The roofline: what arithmetic and memory allow, and what was reached.</summary>
    public static void DrawRoofline(Results results, string folder)
    {
        if (results.Peaks is not { } peaks) return;
        Plt.Close("all");
        var (figure, axes) = Plt.Subplots(figsize: (8, 5.5));
        double[] intensities = [.. Enumerable.Range(0, 81).Select(i => Math.Pow(10, -1 + i / 20.0))];
        axes.Plot(intensities, [.. intensities.Select(x => Math.Min(peaks.Single, x * peaks.Memory))], "k-",
            $"Float32: {Text.Digits(peaks.Single)} GFLOP/s, {Text.Digits(peaks.Memory)} GB/s from memory");
        axes.Plot(
            intensities, [.. intensities.Select(x => Math.Min(peaks.Double, x * peaks.Memory))], "k--",
            $"Float64: {Text.Digits(peaks.Double)} GFLOP/s");
        Show("products, Float32", "C0", "o", one => one.IsProduct && !one.IsDouble);
        Show("products, Float64", "C1", "s", one => one.IsDouble);
        Show("sum, addition, Adam, matrix and vector", "C2", "^", one => !one.IsProduct && !one.IsStep);
        Show("training steps", "C3", "D", one => one.IsStep);
        axes.SetTitle("what one core could do, and what it does");
        axes.SetXLabel("operations a byte that must move");
        axes.SetYLabel("GFLOP/s");
        axes.SetXScale("log");
        axes.SetYScale("log");
        axes.Grid();
        axes.Legend("lower right");
        figure.SaveFig(Path.Combine(folder, "growth-roofline.png"));

        void Show(string label, string color, string marker, Func<Reached, bool> isShown)
        {
            var shown = results.Reached.Where(isShown).ToArray();
            if (shown.Length > 0)
                axes.Plot(
                    [.. shown.Select(one => one.Intensity)], [.. shown.Select(one => one.Rate)], "", label, color,
                    lineStyle: "None", marker: marker);
        }
    }

    private static string WithSlope(string label, double[] x, double[] y) =>
        Slope.Of([.. x.Zip(y)]) is { } slope ? $"{label}: {slope}" : label;

    /// <summary>Leaves room above the curves for the legend, and a little below.</summary>
    private static void LeaveRoom(Axes axes, List<double> heights)
    {
        var (lowest, highest) = (heights.Min(), heights.Max());
        var span = highest / lowest;
        axes.SetYLim(lowest / Math.Pow(span, 0.05), highest * Math.Pow(span, 0.6));
    }
}
