using System.Globalization;

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
        var rows = new List<string[]>
        {
            new[] { series.Axis, "", "parameters", "a step", isThreads ? "times as fast" : "at best", "peak", "must live", "peak by that" },
        };
        foreach (var curve in series.Curves)
        {
            var points = results.Of(series, curve);
            for (var i = 0; i < points.Count; i++)
            {
                // Every other point is enough where there are many; the picture shows all.
                if (points.Count > 8 && (points.Count - 1 - i) % 2 != 0) continue;
                var point = points[i];
                rows.Add(
                [
                    Text.Count(point.Value), curve.Label, Text.Count(point.Parameters), Text.Time(point.Median),
                    isThreads ? Text.Digits(points[0].Best / point.Best) : Text.Time(point.Best),
                    Text.Bytes(point.Peak), Text.Bytes(point.Live), point.Live > 0 ? Text.Digits(point.Peak / (double)point.Live) : "—",
                ]);
            }
        }

        return Table(rows);
    }

    private static string PeakTable(Peaks peaks) => Table(
    [
        ["one core at most", ""],
        ["multiply-adds of Float32", $"{Text.Digits(peaks.Single)} GFLOP/s"],
        ["multiply-adds of Float64", $"{Text.Digits(peaks.Double)} GFLOP/s"],
        .. peaks.Reads.Select(read => new[] { $"reading {read.Key} again and again", $"{Text.Digits(read.Value)} GB/s" }),
        ["writing 256 MB", $"{Text.Digits(peaks.Write)} GB/s"],
        ["writing 256 MB around the caches", $"{Text.Digits(peaks.WriteAround)} GB/s"],
        ["copying 256 MB, bytes read and written", $"{Text.Digits(peaks.Copy)} GB/s"],
        ["changing 256 MB in place, bytes read and written", $"{Text.Digits(peaks.Update)} GB/s"],
    ]);

    private static string ReachedTable(Peaks peaks, List<Reached> reached) => Table(
    [
        ["work", "time", "GFLOP/s", "GB/s at least", "operations a byte", "bound by", "of the bound"],
        .. reached.Select(one => new[]
        {
            one.Name, Text.Time(one.Seconds * 1e3), Text.Digits(one.Rate), Text.Digits(one.Bytes / one.Seconds / 1e9),
            Text.Digits(one.Intensity), one.Bound(peaks) < one.Intensity * peaks.Memory ? "arithmetic" : "memory",
            string.Create(CultureInfo.InvariantCulture, $"{one.Rate / one.Bound(peaks) * 100:F0} %"),
        }),
    ]);

    private static string Table(List<string[]> rows)
    {
        var lines = rows.Select(row => $"| {string.Join(" | ", row)} |\n").ToList();
        lines.Insert(1, string.Concat(Enumerable.Repeat("|---", rows[0].Length)) + "|\n");
        return string.Concat(lines);
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
