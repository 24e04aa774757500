using System.Text.Json;

namespace Autograd.Live;

/// <summary>Entries as properties of a JSON object, and back.</summary>
internal static class RunEntryJson
{
    public static void Write(Utf8JsonWriter json, RunEntry entry)
    {
        switch (entry)
        {
            case TextEntry text:
                json.WriteString("text", text.Tag);
                json.WriteNumber("step", text.Step);
                json.WriteString("value", text.Text);
                break;
            case TableEntry table:
                json.WriteString("table", table.Tag);
                json.WriteNumber("step", table.Step);
                WriteStrings(json, "columns", table.Columns);
                json.WriteStartArray("rows");
                foreach (var row in table.Rows) WriteStrings(json, null, row);
                json.WriteEndArray();
                break;
            case FigureEntry figure:
                json.WriteString("figure", figure.Tag);
                json.WriteNumber("step", figure.Step);
                json.WriteString("type", figure.MediaType);
                json.WriteBase64String("data", figure.Data.Span);
                break;
            case GraphEntry graph:
                json.WriteString("graph", graph.Tag);
                json.WriteNumber("step", graph.Step);
                json.WriteString("mermaid", graph.Mermaid);
                json.WriteString("dot", graph.Dot);
                break;
        }
    }

    public static void Write(Utf8JsonWriter json, (HistogramSeries Series, HistogramItem Item) item)
    {
        var histogram = item.Item.Histogram;
        json.WriteString("histogram", item.Series.Tag);
        json.WriteString("kind", item.Series.Kind.ToString());
        json.WriteNumber("step", item.Item.Step);
        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[
            ("min", histogram.Min), ("max", histogram.Max), ("mean", histogram.Mean), ("std", histogram.StandardDeviation), ("norm", histogram.Norm)])
        {
            json.WritePropertyName(name);
            WriteNumber(json, value);
        }

        json.WriteNumber("count", histogram.Count);
        json.WriteNumber("zeros", histogram.Zeros);
        json.WriteNumber("nonfinite", histogram.NonFinite);
        json.WriteStartArray("bins");
        foreach (var bin in histogram.Bins) json.WriteNumberValue(bin);
        json.WriteEndArray();
    }

    /// <summary>A number that reads back as the same double. JSON has none that is not finite, so these are strings.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    public static double ReadNumber(JsonElement element) => element.ValueKind != JsonValueKind.String ? element.GetDouble()
        : element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => throw new FormatException($"\"{text}\" is no number"),
        };

    /// <summary>The entry of the kind that <paramref name="kind"/> names; null for a kind that is not known.</summary>
    public static Func<int, long, RunEntry>? Read(string kind, string tag, JsonElement item)
    {
        switch (kind)
        {
            case "text":
                var text = item.GetProperty("value").GetString()!;
                return (step, version) => new TextEntry(tag, step, version, text);
            case "table":
                var columns = ReadStrings(item.GetProperty("columns"));
                string[][] rows = [.. item.GetProperty("rows").EnumerateArray().Select(ReadStrings)];
                if (Array.Find(rows, row => row.Length != columns.Length) is { } odd)
                    throw new FormatException($"a row has {odd.Length} cells, and there are {columns.Length} columns");
                return (step, version) => new TableEntry(tag, step, version, columns, rows);
            case "figure":
                var type = item.GetProperty("type").GetString()!;
                var data = item.GetProperty("data").GetBytesFromBase64();
                return (step, version) => new FigureEntry(tag, step, version, type, data);
            case "graph":
                var mermaid = item.GetProperty("mermaid").GetString()!;
                var dot = item.GetProperty("dot").GetString()!;
                return (step, version) => new GraphEntry(tag, step, version, mermaid, dot);
            default:
                return null;
        }
    }

    public static Histogram ReadHistogram(JsonElement item)
    {
        long[] bins = [.. item.GetProperty("bins").EnumerateArray().Select(bin => bin.GetInt64())];
        if (bins.Length != Histogram.BinCount) throw new FormatException($"a histogram has {bins.Length} bins, not {Histogram.BinCount}");
        return new Histogram(
            Number("min"), Number("max"), Number("mean"), Number("std"), Number("norm"), item.GetProperty("count").GetInt64(),
            item.GetProperty("zeros").GetInt64(), item.GetProperty("nonfinite").GetInt64(), bins);

        double Number(string name) => ReadNumber(item.GetProperty(name));
    }

    private static void WriteStrings(Utf8JsonWriter json, string? name, IReadOnlyList<string> texts)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string[] ReadStrings(JsonElement item) => [.. item.EnumerateArray().Select(text => text.GetString()!)];
}
