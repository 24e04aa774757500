namespace Autograd.Live;

/// <summary>
/// TensorBoard's messages, field by field as tensorboard/compat/proto/event.proto, summary.proto, tensor.proto and
/// graph.proto number them.
/// </summary>
internal static class EventMessage
{
    public const int DtFloat = 1;
    private const int DtString = 7;

    /// <summary>The time now, in seconds since 1970.</summary>
    public static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    public static ProtoWriter Of(double wallTime, long step)
    {
        var message = new ProtoWriter().Double(1, wallTime);
        return step == 0 ? message : message.Int(2, step);
    }

    public static ProtoWriter OfValue(double wallTime, long step, ProtoWriter value) =>
        Of(wallTime, step).Message(5, new ProtoWriter().Message(1, value));

    public static ProtoWriter Scalar(string tag, float value) => new ProtoWriter().Text(1, tag).Float(2, value);

    public static ProtoWriter Image(string tag, EncodedImage image) =>
        new ProtoWriter().Text(1, tag).Message(4, new ProtoWriter()
            .Int(1, image.Height).Int(2, image.Width).Int(3, image.Channels).Bytes(4, image.Png));

    public static ProtoWriter Histogram(string tag, HistogramBuckets histogram) =>
        new ProtoWriter().Text(1, tag).Message(5, new ProtoWriter()
            .Double(1, histogram.Min).Double(2, histogram.Max).Double(3, histogram.Num).Double(4, histogram.Sum)
            .Double(5, histogram.SumSquares).Doubles(6, histogram.Limits).Doubles(7, histogram.Counts));

    /// <summary>Text is a tensor of strings for the text plugin, under the tag that the plugin looks for.</summary>
    public static ProtoWriter Text(string tag, string text)
    {
        var tensor = new ProtoWriter().Int(1, DtString).Message(2, Shape([1])).Text(8, text);
        return new ProtoWriter().Text(1, $"{tag}/text_summary").Message(8, tensor).Message(9, Plugin("text", []));
    }

    /// <summary>Six rows of numbers for the plugin of precision and recall, one column a threshold.</summary>
    public static ProtoWriter PrCurve(string tag, ReadOnlySpan<float> rows, int thresholds)
    {
        var tensor = new ProtoWriter().Int(1, DtFloat).Message(2, Shape([6, thresholds])).Floats(5, rows);
        var content = new ProtoWriter().Int(2, thresholds);
        return new ProtoWriter().Text(1, tag).Message(8, tensor).Message(9, Plugin("pr_curves", content.Written));
    }

    public static ProtoWriter Plugin(string name, ReadOnlySpan<byte> content) =>
        new ProtoWriter().Message(1, new ProtoWriter().Text(1, name).Bytes(2, content));

    public static ProtoWriter Shape(ReadOnlySpan<int> sizes)
    {
        var shape = new ProtoWriter();
        foreach (var size in sizes) shape.Message(2, new ProtoWriter().Int(1, size));
        return shape;
    }

    public static int DataType(DType dtype) => dtype switch
    {
        DType.Bool => 10,
        DType.UInt8 => 4,
        DType.Int8 => 6,
        DType.Int16 => 5,
        DType.Int32 => 3,
        DType.Int64 => 9,
        DType.Float16 => 19,
        DType.BFloat16 => 14,
        DType.Float32 => DtFloat,
        _ => 2,
    };
}
