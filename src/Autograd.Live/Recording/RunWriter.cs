using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autograd.Live;

/// <summary>Writes a run as JSON lines: what happened, in its order. Each call of Write writes what is new.</summary>
internal sealed class RunWriter(LiveLogger run, Stream stream)
{
    public const int FormatVersion = 1;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
    private readonly Dictionary<LiveMetric, int> _positions = new(ReferenceEqualityComparer.Instance);
    private bool _hasHeader;
    private int _eventCount;
    private long _version;

    public void Write()
    {
        var options = new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var json = new Utf8JsonWriter(_buffer, options);
        if (!_hasHeader) Header(json);
        var (entries, lines, version) = run.NewSince(_version);
        Events(json);
        foreach (var line in lines) Line(json, line, static (json, line) => json.WriteString("print", line));
        foreach (var entry in entries)
        {
            if (entry is not HistogramSeries series) Line(json, entry, RunEntryJson.Write);
            else
                foreach (var item in series.Items)
                    if (item.Version > _version) Line(json, (series, item), RunEntryJson.Write);
        }

        _version = version;
        Drain();
        stream.Flush();
    }

    private void Header(Utf8JsonWriter json)
    {
        Line(json, run, static (json, run) =>
        {
            json.WriteNumber("autograd_live", FormatVersion);
            json.WriteString("name", run.Name);
            json.WriteString("started", run.Started);
        });
        _hasHeader = true;
    }

    private void Events(Utf8JsonWriter json)
    {
        var events = run.Events;
        for (; _eventCount < events.Length; _eventCount++)
        {
            Line(json, (events[_eventCount], this), static (json, item) =>
            {
                var (happened, writer) = item;
                var split = happened.Split == MetricSplit.Train ? "train" : "test";
                if (happened.IsEpoch) json.WriteString("epoch", split);
                else writer.Batch(json, happened, split);
            });
            if (_buffer.WrittenCount >= 1 << 16) Drain();
        }
    }

    private void Batch(Utf8JsonWriter json, RunEvent happened, string split)
    {
        json.WriteString("batch", split);
        json.WriteNumber("size", happened.BatchSize);
        json.WriteStartObject("metrics");
        foreach (var metric in run.SchemaOf(happened).Metrics)
        {
            var position = _positions.GetValueOrDefault(metric);
            _positions[metric] = position + 1;
            json.WritePropertyName(metric.Name);
            RunEntryJson.WriteNumber(json, metric.BatchData[position]);
        }

        json.WriteEndObject();
    }

    private void Line<T>(Utf8JsonWriter json, T item, Action<Utf8JsonWriter, T> write)
    {
        json.Reset(_buffer);
        json.WriteStartObject();
        write(json, item);
        json.WriteEndObject();
        json.Flush();
        _buffer.Write("\n"u8);
    }

    private void Drain()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
