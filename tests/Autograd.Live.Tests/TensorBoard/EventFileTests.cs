using System.Text;
using System.Text.Json;

namespace Autograd.Live.Tests.TensorBoard;

public class EventFileTests
{
    private static readonly string _fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"autograd-events-{Guid.NewGuid()}");

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, true);
    }

    [TestCase("", 0x00000000u)]
    [TestCase("123456789", 0xE3069283u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Checksums_of_text(string text, uint crc) => Assert.That(Crc32C.Of(Encoding.ASCII.GetBytes(text)), Is.EqualTo(crc));

    [Test]
    public void Checksums_of_RFC_3720()
    {
        Assert.That(Crc32C.Of(new byte[32]), Is.EqualTo(0x8A9136AAu));
        Assert.That(Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]), Is.EqualTo(0x62A8AB43u));
        Assert.That(Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), Is.EqualTo(0x46DD794Eu));
        Assert.That(Crc32C.Masked("123456789"u8), Is.EqualTo(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u)));
    }

    [Test]
    public void A_file_that_protoc_encoded_is_read()
    {
        var events = EventFileReader.ReadEvents(Path.Combine(_fixtures, "events.tfevents")).ToArray();
        Assert.That(events.Select(e => e.Step), Is.EqualTo(new[] { 0, 3, 9000000000, 4, 5, 6, 7 }));
        Assert.That((events[0].FileVersion, events[0].WallTime, events[0].Offset), Is.EqualTo(("brain.Event:2", 1700000000.5, 0L)));
        Assert.That((events[1].Values[0].Tag, events[1].Values[0].Scalar), Is.EqualTo(("loss", 0.25f)));
        Assert.That(events[2].Values.Select(value => value.Scalar), Is.EqualTo(new float?[] { float.NaN, float.NegativeInfinity }));
        var histogram = events[3].Values[0].Histogram!;
        Assert.That(
            (histogram.Min, histogram.Max, histogram.Num, histogram.Sum, histogram.SumSquares), Is.EqualTo((-1.0, 2.0, 3.0, 1.5, 5.25)));
        Assert.That(histogram.BucketLimits, Is.EqualTo(new[] { -0.5, 0.5, 2.5 }));
        Assert.That(histogram.Buckets, Is.EqualTo(new[] { 1.0, 0, 2 }));
        Assert.That((events[4].Values[0].PluginName, events[4].Values[0].Texts![0]), Is.EqualTo(("text", "wörld")));
        var image = events[5].Values[0].Image!;
        Assert.That((image.Height, image.Width, image.Channels, image.Png.Length), Is.EqualTo((2, 1, 3, 4)));
        Assert.That(events.Select(e => e.IsSessionStart), Is.EqualTo(new[] { false, false, false, false, false, false, true }));
    }

    [Test]
    public void The_same_events_are_written_byte_by_byte_as_protoc_encodes_them()
    {
        // All but text and picture, whose fields protoc writes in another order or which no call of ours can make.
        var reference = EventFileReader.ReadEvents(Path.Combine(_fixtures, "events.tfevents")).ToArray();
        var bytes = File.ReadAllBytes(Path.Combine(_fixtures, "events.tfevents"));
        AssertData(0, EventMessage.Of(1700000000.5, 0).Text(3, "brain.Event:2"));
        AssertData(1, EventMessage.OfValue(1700000001, 3, EventMessage.Scalar("loss", 0.25f)));
        AssertData(6, EventMessage.Of(1700000006, 7).Message(7, new ProtoWriter().Int(1, 1)));

        void AssertData(int index, ProtoWriter message)
        {
            var start = (int)reference[index].Offset + 12;
            Assert.That(message.Written.ToArray(), Is.EqualTo(bytes[start..(start + message.Written.Length)]));
        }
    }

    [Test]
    public void Cut_off_at_any_byte_the_reader_says_where()
    {
        var bytes = File.ReadAllBytes(Path.Combine(_fixtures, "events.tfevents"));
        var ends = EventFileReader.ReadEvents(Path.Combine(_fixtures, "events.tfevents")).Select(e => (int)e.Offset).Append(bytes.Length).ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            var offset = ends.Last(end => end <= length);
            var there = length - offset;
            var size = BitConverter.ToInt64(bytes, offset);
            var message = there < 12 ? $"the file ends in the header of a record: {there} of 12 bytes are there"
                : $"the file ends in a record: {there - 12} of {size + 4} bytes of data and checksum are there";
            var (events, error) = Read(bytes[..length]);
            Assert.That(events, Is.EqualTo(Array.IndexOf(ends, offset)));
            Assert.That(error, Is.EqualTo(there == 0 ? null : $"ReadEvents: damaged, offset {offset}: {message}"));
        }
    }

    [Test]
    public void Any_flipped_bit_is_found()
    {
        var bytes = File.ReadAllBytes(Path.Combine(_fixtures, "events.tfevents"));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.That(Read(bytes).Error, Does.Contain(": the checksum of the record's ").And.Contains(" in the file and 0x"), $"byte {i}");
            bytes[i] ^= 0x10;
        }
    }

    [TestCase(new byte[] { 0x00 }, "field 0 does not exist")]
    [TestCase(new byte[] { 0x08, 1 }, "field 1 has wire type 0 and not 1")]
    [TestCase(new byte[] { 0x09, 1 }, "field 1 needs 8 bytes, and 1 are left")]
    [TestCase(new byte[] { 0x10, 0x80 }, "the message ends in the middle of a number")]
    [TestCase(new byte[] { 0x10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1 }, "a number is longer than 10 bytes")]
    [TestCase(new byte[] { 0x1A, 9, 65 }, "field 3 is 9 bytes long, and 1 are left")]
    [TestCase(new byte[] { 0x5B }, "field 11 has wire type 3, which is not in use")]
    [TestCase(new byte[] { 0x2A, 8, 0x0A, 6, 0x2A, 4, 0x32, 2, 0, 0 }, "field 6 has 2 bytes of doubles, which are 8 bytes each")]
    [TestCase(new byte[] { 0x2A, 8, 0x0A, 6, 0x42, 4, 0x2A, 2, 0, 0 }, "field 5 has 2 bytes of floats, which are 4 bytes each")]
    [TestCase(new byte[] { 0x2A, 15, 0x0A, 13, 0x2A, 11, 0x31, 0, 0, 0, 0, 0, 0, 0, 0, 0x50, 0 }, "a histogram has 1 limits and 0 buckets")]
    public void A_record_that_is_no_event_is_refused(byte[] data, string message)
    {
        var record = new byte[data.Length + 16];
        BitConverter.TryWriteBytes(record, (long)data.Length);
        BitConverter.TryWriteBytes(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BitConverter.TryWriteBytes(record.AsSpan(12 + data.Length), Crc32C.Masked(data));
        Assert.That(Read(record).Error, Is.EqualTo($"ReadEvents: damaged, offset 0: the record of {data.Length} bytes is no event: {message}"));
    }

    [Test]
    public void An_impossible_length_is_refused()
    {
        var record = new byte[16];
        BitConverter.TryWriteBytes(record, long.MaxValue);
        BitConverter.TryWriteBytes(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        Assert.That(Read(record).Error,
            Is.EqualTo("ReadEvents: damaged, offset 0: the record's length is 9223372036854775807, more than an array can hold"));
    }

    [Test]
    public void Buckets_are_those_of_NumPy()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_fixtures, "histograms.json")));
        foreach (var item in json.RootElement.EnumerateObject())
        {
            var histogram = HistogramBuckets.Of(Doubles(item.Value, "values"));
            Assert.That(histogram.Limits, Is.EqualTo(Doubles(item.Value, "limits")), item.Name);
            Assert.That(histogram.Counts, Is.EqualTo(Doubles(item.Value, "counts")), item.Name);
        }

        static double[] Doubles(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
    }

    [Test]
    public void Values_that_are_not_finite_are_left_out_of_histograms()
    {
        var histogram = HistogramBuckets.Of([1, double.NaN, double.PositiveInfinity, 3]);
        Assert.That((histogram.Num, histogram.Min, histogram.Max, histogram.Sum), Is.EqualTo((2.0, 1.0, 3.0, 4.0)));
        var none = HistogramBuckets.Of([double.NaN]);
        Assert.That((none.Num, none.Min, none.Limits.Length), Is.EqualTo((0.0, 0.0, 0)));
    }

    private (int Events, string? Error) Read(byte[] bytes)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, "damaged");
        File.WriteAllBytes(path, bytes);
        var count = 0;
        try
        {
            foreach (var _ in EventFileReader.ReadEvents(path)) count++;
            return (count, null);
        }
        catch (InvalidDataException e)
        {
            return (count, e.Message);
        }
    }
}
