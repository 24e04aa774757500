namespace Autograd.IO;

/// <summary>
/// Passes bytes on to or from another stream, and counts them and their checksum. What is wrong with compressed bytes
/// that are read is reported with the file's name.
/// </summary>
internal sealed class ChecksumStream(Stream stream, FileContext? file = null) : Stream
{
    public uint Checksum { get; private set; }

    public long Count { get; private set; }

    public override bool CanRead => stream.CanRead;

    public override bool CanWrite => stream.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = stream.Read(buffer);
        }
        catch (Exception e) when (file is not null && e is InvalidDataException or EndOfStreamException)
        {
            throw file!.Damaged($"the compressed bytes are damaged: {e.Message}", Count, e);
        }

        Add(buffer[..count]);
        return count;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Add(buffer);
        stream.Write(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => stream.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Add(ReadOnlySpan<byte> bytes)
    {
        Checksum = Crc32.Append(Checksum, bytes);
        Count += bytes.Length;
    }
}
