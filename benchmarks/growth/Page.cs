using System.Globalization;
using System.Text;

namespace Autograd.Growth;

/// <summary>Writes the tables of docs/growth.md between marks; the rest of the page is written by hand.</summary>
internal static class Page
{
    public static void Write(string file, Results results)
    {
        var text = File.ReadAllText(file);
        foreach (var series in Series.All) text = Replace(text, series.Name, Table(series, results));
        text = Replace(text, "machine", string.Join("\n", results.Machine.Select(pair => $"- {pair.Key}: {pair.Value}")) + "\n");
        if (results.Peaks is not null)
        {
            text = Replace(text, "peaks", PeakTable(results.Peaks));
            text = Replace(text, "reached", ReachedTable(results.Peaks, results.Reached));
        }

        File.WriteAllText(file, text);
    }

    public static string Table(Series series, Results results)
    {
        var isThreads = series.Curves[0].ValueIsThreads;
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| {series.Axis} |  | parameters | a step | {(isThreads ? "times as fast" : "a step at best")} | peak | must live | peak by that |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var curve in series.Curves)
        {
            var points = results.Of(series, curve);
            for (var i = 0; i < points.Count; i++)
            {
                // Every other point is enough where there are many; the picture shows all.
                if (points.Count > 8 && (points.Count - 1 - i) % 2 != 0) continue;
                var point = points[i];
                var best = isThreads ? Text.Digits(points[0].Best / point.Best) : Text.Time(point.Best);
                var share = point.Live > 0 ? Text.Digits(point.Peak / (double)point.Live) : "—";
                table.Append(CultureInfo.InvariantCulture,
                    $"| {Text.Count(point.Value)} | {curve.Label} | {Text.Count(point.Parameters)} | {Text.Time(point.Median)} | {best} | {Text.Bytes(point.Peak)} | {Text.Bytes(point.Live)} | {share} |\n");
            }
        }

        return table.ToString();
    }

    private static string PeakTable(Peaks peaks)
    {
        var table = new StringBuilder("| one core at most | |\n|---|---|\n");
        Row("multiply-adds of Float32", peaks.Single, "GFLOP/s");
        Row("multiply-adds of Float64", peaks.Double, "GFLOP/s");
        foreach (var (name, rate) in peaks.Reads) Row($"reading {name} again and again", rate, "GB/s");
        Row("writing 256 MB", peaks.Write, "GB/s");
        Row("writing 256 MB around the caches", peaks.WriteAround, "GB/s");
        Row("copying 256 MB (bytes read and written)", peaks.Copy, "GB/s");
        return table.ToString();

        void Row(string name, double rate, string unit) => table.Append(CultureInfo.InvariantCulture, $"| {name} | {Text.Digits(rate)} {unit} |\n");
    }

    private static string ReachedTable(Peaks peaks, List<Reached> reached)
    {
        var table = new StringBuilder("| work | time | GFLOP/s | GB/s at least | operations a byte | bound by | of the bound |\n|---|---|---|---|---|---|---|\n");
        foreach (var one in reached)
        {
            var bound = one.Bound(peaks);
            var isArithmetic = bound < one.Intensity * peaks.Memory;
            table.Append(CultureInfo.InvariantCulture,
                $"| {one.Name} | {Text.Time(one.Seconds * 1e3)} | {Text.Digits(one.Rate)} | {Text.Digits(one.Bytes / one.Seconds / 1e9)} | {Text.Digits(one.Intensity)} | {(isArithmetic ? "arithmetic" : "memory")} | {one.Rate / bound * 100:F0} % |\n");
        }

        return table.ToString();
    }

    private static string Replace(string text, string name, string table)
    {
        string start = $"<!-- {name} -->\n", end = $"<!-- end of {name} -->";
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < start.Length || to < from) throw new InvalidDataException($"the page has no place for the table {name}: {start.Trim()} … {end}");
        return $"{text[..from]}\n{table}\n{text[to..]}";
    }
}
