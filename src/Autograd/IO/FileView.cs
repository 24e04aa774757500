using Microsoft.Win32.SafeHandles;

namespace Autograd.IO;

/// <summary>The bytes of an open file, or of an array, at any position; every read is checked against the length.</summary>
internal sealed class FileView : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly ReadOnlyMemory<byte> _bytes;

    private FileView(FileContext context, SafeFileHandle? handle, ReadOnlyMemory<byte> bytes, long length) =>
        (Context, _handle, _bytes, Length) = (context, handle, bytes, length);

    /// <summary>What names the file in messages.</summary>
    public FileContext Context { get; }

    public long Length { get; }

    /// <summary>Opens a file; others may read it at the same time, and replace it by another.</summary>
    public static FileView Open(string op, string path)
    {
        var handle = File.OpenHandle(path, options: FileOptions.None, share: FileShare.Read | FileShare.Delete);
        return new(new FileContext(op, path), handle, default, RandomAccess.GetLength(handle));
    }

    /// <summary>The rest of a stream.</summary>
    public static FileView Of(string op, Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Of(op, memory.GetBuffer().AsMemory(0, (int)memory.Length));
    }

    public static FileView Of(string op, ReadOnlyMemory<byte> bytes) => new(new FileContext(op, null), null, bytes, bytes.Length);

    /// <summary>Fills a span with the bytes from a position on.</summary>
    /// <param name="position">The position in the file.</param>
    /// <param name="target">The span to fill.</param>
    /// <param name="content">What is read, for the message.</param>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(long position, Span<byte> target, string content)
    {
        if (position < 0 || position > Length || target.Length > Length - position)
            throw Context.CutShort(content, position, target.Length, Math.Max(0, Length - position));
        if (_handle is null)
        {
            _bytes.Span.Slice((int)position, target.Length).CopyTo(target);
            return;
        }

        var done = 0;
        while (done < target.Length)
        {
            var read = RandomAccess.Read(_handle, target[done..], position + done);
            if (read == 0) throw Context.CutShort(content, position, target.Length, done);
            done += read;
        }
    }

    public void Dispose() => _handle?.Dispose();
}
