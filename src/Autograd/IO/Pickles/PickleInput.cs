using System.Buffers.Binary;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// The bytes of a pickle, read one after the other. No length in it is believed before that many bytes are known to
/// be there.
/// </summary>
internal sealed class PickleInput(FileView file, string name, long start, long end)
{
    private const int Block = 1 << 14;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly int _block = (int)Math.Min(Block, end - start);
    private byte[] _buffer = [];
    private int _next;
    private int _filled;
    private long _bufferStart = start;

    /// <summary>The name of the record, for messages.</summary>
    public string Name => name;

    /// <summary>The place in the file of the next byte.</summary>
    public long Position => _bufferStart + _next;

    public long Remaining => end - Position;

    public FileContext Context => file.Context;

    public byte ReadByte() => Read(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Read(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Read(4));

    public long ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Read(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Read(8));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Read(8));

    /// <summary>The next bytes, valid until the next read.</summary>
    public ReadOnlySpan<byte> Read(long count)
    {
        if (count > _filled - _next || count < 0) Fill(count);
        _next += (int)count;
        return _buffer.AsSpan(_next - (int)count, (int)count);
    }

    public string ReadText(long count)
    {
        var at = Position;
        var bytes = Read(count);
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Context.Damaged($"{name}: a text of {count} bytes is not UTF-8", at, e);
        }
    }

    /// <summary>The bytes up to the next line break, which is left out.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        // A line is at most what is left of the file, so the search is as long as the file at most.
        var length = 0L;
        while (true)
        {
            if (length == Remaining) throw Context.Damaged($"{name}: the pickle ends in a line of text", Position);
            var count = (int)Math.Min(Remaining, Math.Max(256, 2 * length));
            if (count > _filled - _next) Fill(count);
            var found = _buffer.AsSpan(_next + (int)length, count - (int)length).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = Read(length + found + 1);
                return line[..^1];
            }

            length = count;
        }
    }

    private void Fill(long count)
    {
        if (count < 0 || count > Remaining)
            throw Context.Damaged($"{name}: the pickle ends in a value of {count} bytes, of which {Remaining} are there", Position);
        if (count > Array.MaxLength)
            throw Context.Damaged($"{name}: a value of {count} bytes is larger than an array can be", Position);
        var kept = _filled - _next;
        var size = (int)Math.Min(Remaining, Math.Max(count, _block));
        var buffer = size <= _buffer.Length ? _buffer : new byte[size];
        _buffer.AsSpan(_next, kept).CopyTo(buffer);
        _bufferStart += _next;
        file.Read(_bufferStart + kept, buffer.AsSpan(kept, size - kept), name);
        (_buffer, _next, _filled) = (buffer, 0, size);
    }
}
