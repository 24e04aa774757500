using Microsoft.Win32.SafeHandles;

namespace Autograd.IO;

/// <summary>
/// The bytes of a file that is read from front to back or, if it was opened by path, from any place. Reads at a place
/// share nothing, so several threads may read at once.
/// </summary>
/// <remarks>
/// Files are read by position and not mapped into memory. Elements end in memory of the library's own in both cases, and
/// a read of the system copies them there in one go; but when another program shortens a mapped file, a look at it ends
/// the process, where a read meets the end of the file.
/// </remarks>
internal sealed class ByteSource : IDisposable
{
    // What is allocated before that many bytes have been seen.
    private const int Chunk = 1 << 16;

    private readonly SafeFileHandle? _file;
    private readonly Stream? _stream;

    // What was read ahead of Position.
    private ReadOnlyMemory<byte> _collected;

    private ByteSource(FileContext context, SafeFileHandle? file, Stream? stream, long? length) =>
        (Context, _file, _stream, Length) = (context, file, stream, length);

    /// <summary>What exceptions name.</summary>
    public FileContext Context { get; }

    /// <summary>The number of bytes; null for a stream that does not know.</summary>
    public long? Length { get; }

    /// <summary>The place of the next byte, counted from where the reading began.</summary>
    public long Position { get; set; }

    public static ByteSource Open(string op, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return new ByteSource(new FileContext(op, path), file, null, RandomAccess.GetLength(file));
    }

    /// <summary>The rest of a stream, which is left open.</summary>
    public static ByteSource Of(string op, Stream stream, string? path = null) =>
        new(new FileContext(op, path), null, stream, stream.CanSeek ? stream.Length - stream.Position : null);

    /// <summary>An entry of an archive, which has a length that the archive states.</summary>
    public static ByteSource Of(FileContext context, Stream stream, long length) => new(context, null, stream, length);

    /// <summary>The same file at a place of its own, to be read for another member; closed with this one.</summary>
    public ByteSource At(string op, long position) =>
        new(Context with { Op = op }, _file, _stream, Length) { Position = position };

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="InvalidDataException">The file ends before; the message says what was read.</exception>
    public void Read(Span<byte> bytes, string content)
    {
        var start = Position;
        var read = ReadUpTo(bytes);
        if (read < bytes.Length) throw Context.CutShort(content, start, bytes.Length, read);
    }

    /// <summary>
    /// Reads the next <paramref name="count"/> bytes into an array that grows with what is read, unless the file is
    /// known to have as many.
    /// </summary>
    public byte[] ReadBytes(int count, string content)
    {
        var start = Position;
        if (Length is not null) Ensure(count, content);
        var bytes = new byte[Length is not null ? count : Math.Min(count, Chunk)];
        var read = 0;
        while (true)
        {
            read += ReadUpTo(bytes.AsSpan(read));
            if (read < bytes.Length) throw Context.CutShort(content, start, count, read);
            if (read == count) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * read));
        }
    }

    /// <summary>
    /// Throws unless the next <paramref name="count"/> bytes are there. The bytes of a stream that does not know its
    /// length are collected for that, so that a false number costs no more memory than the stream has bytes.
    /// </summary>
    public void Ensure(long count, string content)
    {
        if (Length is { } length)
        {
            if (length - Position < count) throw Context.CutShort(content, Position, count, Math.Max(length - Position, 0));
            return;
        }

        if (count <= Chunk) return;
        if (count > Array.MaxLength)
            throw Context.Unsupported(
                $"{content} take {count} bytes of a stream that does not know its length; pass a path, or a stream that can seek", Position);
        var start = Position;
        _collected = ReadBytes((int)count, content);
        Position = start;
    }

    /// <summary>True if no byte is left.</summary>
    public bool IsAtEnd()
    {
        if (Length is { } length) return Position >= length;
        Span<byte> one = stackalloc byte[1];
        return ReadUpTo(one) == 0;
    }

    public void Dispose() => _file?.Dispose();

    private int ReadUpTo(Span<byte> bytes)
    {
        var read = 0;
        while (read < bytes.Length)
        {
            var rest = bytes[read..];
            var count = _file is not null ? RandomAccess.Read(_file, rest, Position)
                : _collected.Length > 0 ? TakeCollected(rest)
                : _stream!.Read(rest);
            if (count == 0) break;
            read += count;
            Position += count;
        }

        return read;
    }

    private int TakeCollected(Span<byte> bytes)
    {
        var count = Math.Min(bytes.Length, _collected.Length);
        _collected.Span[..count].CopyTo(bytes);
        _collected = _collected[count..];
        return count;
    }
}
