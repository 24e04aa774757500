using System.Buffers.Binary;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// Writes a zip archive of entries that are stored as they are, each beginning at a multiple of 64 bytes, as
/// <c>torch.save</c> aligns them: a reader can map them into memory.
/// </summary>
internal sealed class ZipWriter(Stream stream)
{
    private const int Alignment = 64;
    private const int HeaderLength = 30;
    private const ushort Utf8Names = 0x0800;
    private const ushort FirstDay = 0x0021;

    private readonly List<(byte[] Name, long Header, long Size, uint Crc)> _entries = [];
    private long _position;

    /// <summary>Writes an entry.</summary>
    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        Begin(name, bytes.Length, Crc32.Append(0, bytes));
        Write(bytes);
    }

    /// <summary>Begins an entry, whose bytes the caller writes next.</summary>
    public void Begin(string name, long size, uint crc)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        _entries.Add((bytes, _position, size, crc));
        var isWide = size >= uint.MaxValue;
        var wideLength = isWide ? 20 : 0;
        var start = _position + HeaderLength + bytes.Length + wideLength + 4;
        var padding = (int)((Alignment - start % Alignment) % Alignment);
        var header = new byte[HeaderLength + bytes.Length + wideLength + 4 + padding];
        var fields = new Fields(header);
        fields.Put32(0x04034b50);
        fields.Put16((ushort)(isWide ? 45 : 20));
        fields.Put16(Utf8Names);
        fields.Put16(0);
        fields.Put16(0);
        fields.Put16(FirstDay);
        fields.Put32(crc);
        fields.Put32((uint)Math.Min(size, uint.MaxValue));
        fields.Put32((uint)Math.Min(size, uint.MaxValue));
        fields.Put16((ushort)bytes.Length);
        fields.Put16((ushort)(wideLength + 4 + padding));
        fields.Put(bytes);
        if (isWide)
        {
            fields.Put16(1);
            fields.Put16(16);
            fields.Put64(size);
            fields.Put64(size);
        }

        fields.Put("FB"u8);
        fields.Put16((ushort)padding);
        fields.Rest.Fill((byte)'Z');
        Write(header);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    /// <summary>Writes the directory. The comment is the end of the file; what comes behind this call is it.</summary>
    public void Finish(int commentLength = 0)
    {
        var start = _position;
        foreach (var (name, header, size, crc) in _entries) WriteEntry(name, header, size, crc);
        var length = _position - start;
        if (start >= uint.MaxValue || length >= uint.MaxValue || _entries.Count >= ushort.MaxValue) WriteWideEnd(start, length);
        var fields = new Fields(new byte[22]);
        fields.Put32(0x06054b50);
        fields.Put32(0);
        fields.Put16((ushort)Math.Min(_entries.Count, ushort.MaxValue));
        fields.Put16((ushort)Math.Min(_entries.Count, ushort.MaxValue));
        fields.Put32((uint)Math.Min(length, uint.MaxValue));
        fields.Put32((uint)Math.Min(start, uint.MaxValue));
        fields.Put16((ushort)commentLength);
        Write(fields.All);
    }

    private void WriteEntry(byte[] name, long header, long size, uint crc)
    {
        var isWide = size >= uint.MaxValue || header >= uint.MaxValue;
        var fields = new Fields(new byte[46 + name.Length + (isWide ? 28 : 0)]);
        fields.Put32(0x02014b50);
        fields.Put16((ushort)(isWide ? 45 : 20));
        fields.Put16((ushort)(isWide ? 45 : 20));
        fields.Put16(Utf8Names);
        fields.Put16(0);
        fields.Put16(0);
        fields.Put16(FirstDay);
        fields.Put32(crc);
        fields.Put32(isWide ? uint.MaxValue : (uint)size);
        fields.Put32(isWide ? uint.MaxValue : (uint)size);
        fields.Put16((ushort)name.Length);
        fields.Put16((ushort)(isWide ? 28 : 0));
        fields.Put64(0);
        fields.Put16(0);
        fields.Put32(isWide ? uint.MaxValue : (uint)header);
        fields.Put(name);
        if (isWide)
        {
            fields.Put16(1);
            fields.Put16(24);
            fields.Put64(size);
            fields.Put64(size);
            fields.Put64(header);
        }

        Write(fields.All);
    }

    private void WriteWideEnd(long start, long length)
    {
        var end = _position;
        var fields = new Fields(new byte[76]);
        fields.Put32(0x06064b50);
        fields.Put64(44);
        fields.Put16(45);
        fields.Put16(45);
        fields.Put64(0);
        fields.Put64(_entries.Count);
        fields.Put64(_entries.Count);
        fields.Put64(length);
        fields.Put64(start);
        fields.Put32(0x07064b50);
        fields.Put32(0);
        fields.Put64(end);
        fields.Put32(1);
        Write(fields.All);
    }

    /// <summary>Little-endian numbers, written one after the other.</summary>
    private ref struct Fields(byte[] bytes)
    {
        private int _next;

        public readonly byte[] All => bytes;

        public readonly Span<byte> Rest => bytes.AsSpan(_next);

        public void Put16(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Rest, value);
            _next += sizeof(ushort);
        }

        public void Put32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Rest, value);
            _next += sizeof(uint);
        }

        public void Put64(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Rest, value);
            _next += sizeof(long);
        }

        public void Put(ReadOnlySpan<byte> value)
        {
            value.CopyTo(Rest);
            _next += value.Length;
        }
    }
}
