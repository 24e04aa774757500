using System.Buffers.Binary;
using System.IO.Compression;

namespace Autograd.Data;

/// <summary>
/// Decompresses a gzip file while it is read. <see cref="GZipStream"/> does not detect a truncated file, so at the end
/// the length of the contents is compared with the one that the last four bytes of the file state.
/// </summary>
internal sealed class CheckedGZipStream : Stream
{
    /// <summary>
    /// The size of a gzip file without contents: a header of 10 bytes, and 8 bytes of checksum and length.
    /// </summary>
    private const int SmallestGzip = 18;

    private readonly GZipStream _contents;
    private readonly uint _length;
    private long _count;

    /// <summary>Starts to decompress a file.</summary>
    /// <exception cref="InvalidDataException">The file is too short to be gzip.</exception>
    public CheckedGZipStream(Stream file)
    {
        if (file.Length < SmallestGzip)
            throw new InvalidDataException($"IdxFile: a gzip file of {file.Length} bytes is cut short");
        Span<byte> last = stackalloc byte[4];
        file.Position = file.Length - last.Length;
        file.ReadExactly(last);
        file.Position = 0;
        _length = BinaryPrimitives.ReadUInt32LittleEndian(last);
        _contents = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The file is damaged or truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _contents.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }

        _count += read;
        return read > 0 || buffer.IsEmpty || _length == (uint)_count ? read : throw Damaged(null);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _contents.Dispose();
        base.Dispose(disposing);
    }

    private InvalidDataException Damaged(InvalidDataException? cause) =>
        new($"IdxFile: the gzip file is cut short or damaged: {_count} bytes were unpacked", cause);
}
