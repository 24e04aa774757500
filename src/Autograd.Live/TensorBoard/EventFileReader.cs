using System.Buffers.Binary;
using System.Text;

namespace Autograd.Live;

/// <summary>Reads files of TensorBoard's events, and checks every checksum.</summary>
public static class EventFileReader
{
    /// <summary>The events of a file in their order.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is cut off or damaged; the message says at which offset and how. Events before that have been returned.
    /// </exception>
    public static IEnumerable<SummaryEvent> ReadEvents(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Iterate(path);
    }

    private static IEnumerable<SummaryEvent> Iterate(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var name = Path.GetFileName(path);
        while (true)
        {
            var offset = file.Position;
            if (ReadRecord(file, name, offset) is not { } data) yield break;
            var result = new SummaryEvent { Offset = offset };
            try
            {
                EventParser.Read(new ProtoReader(data), result);
            }
            catch (Exception e) when (e is FormatException or DecoderFallbackException)
            {
                throw Damaged(name, offset, $"the record of {data.Length} bytes is no event: {e.Message}");
            }

            yield return result;
        }
    }

    private static byte[]? ReadRecord(FileStream file, string name, long offset)
    {
        Span<byte> header = stackalloc byte[12];
        var count = file.ReadAtLeast(header, 12, throwOnEndOfStream: false);
        if (count == 0) return null;
        if (count < 12) throw Damaged(name, offset, $"the file ends in the header of a record: {count} of 12 bytes are there");
        Check(name, offset, "the record's length", header[..8], BinaryPrimitives.ReadUInt32LittleEndian(header[8..]));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        var left = file.Length - file.Position;
        if (length > (ulong)Array.MaxLength) throw Damaged(name, offset, $"the record's length is {length}, more than an array can hold");
        if ((long)length + 4 > left)
            throw Damaged(name, offset, $"the file ends in a record: {left} of {length + 4} bytes of data and checksum are there");
        var data = new byte[length];
        file.ReadExactly(data);
        file.ReadExactly(header[..4]);
        Check(name, offset, "the record's data", data, BinaryPrimitives.ReadUInt32LittleEndian(header));
        return data;
    }

    private static void Check(string name, long offset, string what, ReadOnlySpan<byte> data, uint stored)
    {
        var computed = Crc32C.Masked(data);
        if (computed != stored) throw Damaged(name, offset, $"the checksum of {what} is 0x{stored:x8} in the file and 0x{computed:x8} by the bytes");
    }

    private static InvalidDataException Damaged(string name, long offset, string what) =>
        new($"ReadEvents: {name}, offset {offset}: {what}");
}
