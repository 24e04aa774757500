using System.Text.Json;

namespace Autograd.Live;

/// <summary>Reads JSON lines by recording again what they say.</summary>
internal sealed class RunReader(Stream stream, string name, LiveLogger run)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _line;

    public void Read()
    {
        while (TryReadLine(out var line, out var isWhole))
        {
            _line++;
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(line);
            }
            catch (JsonException) when (!isWhole && _line > 1)
            {
                // The program that wrote the file was stopped in the middle of a line.
                return;
            }
            catch (JsonException e)
            {
                throw Damaged(_line == 1 ? "this is no file of metrics; SaveMetrics writes one" : $"this is not JSON: {e.Message}", e);
            }

            using (document)
            {
                try
                {
                    Apply(document.RootElement);
                }
                catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
                {
                    throw Damaged(e.Message, e);
                }
            }
        }

        if (_line == 0) throw new InvalidDataException($"LoadMetrics: {name} is empty; SaveMetrics writes a file of metrics");
    }

    private void Apply(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.EnumerateObject().MoveNext()) throw new FormatException("this is no JSON object");
        var first = item.EnumerateObject().First();
        if (_line == 1)
        {
            Header(item, first);
            return;
        }

        switch (first.Name)
        {
            case "batch":
                Batch(first.Value.GetString()!, item);
                break;
            case "epoch":
                if (IsTrain(first.Value.GetString()!)) run.SetTrainEpoch();
                else run.SetTestEpoch();
                break;
            case "print":
                run.Print(first.Value.GetString()!);
                break;
            case "histogram":
                Histogram(first.Value.GetString()!, item);
                break;
            default:
                var step = item.TryGetProperty("step", out var number) ? number.GetInt32() : 0;
                var make = RunEntryJson.Read(first.Name, first.Value.GetString()!, item)
                    ?? throw new FormatException($"\"{first.Name}\" is no kind of record; a newer version may have written it");
                run.Add("LoadMetrics", first.Value.GetString()!, (_, version) => make(step, version));
                break;
        }
    }

    private void Header(JsonElement item, JsonProperty first)
    {
        if (first.Name != "autograd_live") throw new FormatException("this is no file of metrics; SaveMetrics writes one");
        if (first.Value.GetInt32() is not RunWriter.FormatVersion and var version)
            throw new FormatException($"the format's version is {version}, and only {RunWriter.FormatVersion} is known here");
        run.Name = item.GetProperty("name").GetString()!;
        run.Started = item.GetProperty("started").GetDateTimeOffset();
    }

    private void Batch(string split, JsonElement item)
    {
        var metrics = new List<(string Name, MetricValue Value)>();
        foreach (var metric in item.GetProperty("metrics").EnumerateObject()) metrics.Add((metric.Name, RunEntryJson.ReadNumber(metric.Value)));
        var size = item.GetProperty("size").GetInt32();
        if (IsTrain(split)) run.SetTrainBatch([.. metrics], size);
        else run.SetTestBatch([.. metrics], size);
    }

    private void Histogram(string tag, JsonElement item)
    {
        if (!Enum.TryParse<HistogramKind>(item.GetProperty("kind").GetString(), out var kind))
            throw new FormatException($"{item.GetProperty("kind")} is no kind of histogram");
        run.AddHistogram("LoadMetrics", tag, kind, RunEntryJson.ReadHistogram(item), item.GetProperty("step").GetInt32());
    }

    private static bool IsTrain(string split) => split switch
    {
        "train" => true,
        "test" => false,
        _ => throw new FormatException($"\"{split}\" is neither \"train\" nor \"test\""),
    };

    private InvalidDataException Damaged(string what, Exception inner) => new($"LoadMetrics: {name}, line {_line}: {what}", inner);

    /// <summary>The next line without its end; false at the end of the file.</summary>
    private bool TryReadLine(out ReadOnlyMemory<byte> line, out bool isWhole)
    {
        var searched = _start;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = _buffer.AsMemory(_start, searched + found - _start);
                _start = searched + found + 1;
                isWhole = true;
                return true;
            }

            searched = Fill(_end);
            if (searched >= 0) continue;
            line = _buffer.AsMemory(_start, _end - _start);
            _start = _end;
            isWhole = false;
            return !line.IsEmpty;
        }
    }

    /// <summary>Reads more behind what is there; returns where to search on, or -1 at the end of the file.</summary>
    private int Fill(int searched)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            searched -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, checked(2 * _buffer.Length));
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count == 0 ? -1 : searched;
    }
}
