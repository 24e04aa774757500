using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// Writes archives byte for byte as NumPy by Python's <c>zipfile</c>: every entry with sizes of 64 bits, of 1 January
/// 1980, readable and writable by its owner. Records of the format: APPNOTE.TXT of PKWARE, version 6.3.
/// </summary>
internal sealed class NpzWriter
{
    public const int MaxNameLength = ushort.MaxValue;

    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, End = 0x06054b50, End64 = 0x06064b50, Locator64 = 0x07064b50;
    private const ushort Version64 = 45;
    private const byte Unix = 3;
    private const ushort IsUtf8 = 0x800, Deflated = 8;
    private const ushort Date = (1 << 5) | 1;
    private const uint OwnerReadsAndWrites = 0x180u << 16;

    // Python's limits, beyond which it writes records of 64 bits.
    private const long MaxSize32 = int.MaxValue;
    private const int MaxCount16 = ushort.MaxValue;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _isCompressed;
    private readonly List<Entry> _entries = [];

    private NpzWriter(Stream stream, bool isCompressed) => (_stream, _start, _isCompressed) = (stream, stream.Position, isCompressed);

    private readonly record struct Entry(byte[] Name, ushort Flags, long Offset, uint Checksum, long CompressedLength, long Length);

    /// <summary>Writes an archive to a stream that can seek.</summary>
    public static void Write(IReadOnlyDictionary<string, Tensor> tensors, Stream stream, bool isCompressed)
    {
        var writer = new NpzWriter(stream, isCompressed);
        foreach (var (name, tensor) in tensors) writer.Add(name, tensor);
        writer.WriteDirectory();
    }

    private void Add(string name, Tensor tensor)
    {
        var bytes = Encoding.UTF8.GetBytes(name + ".npy");
        var entry = new Entry(bytes, Ascii.IsValid(bytes) ? (ushort)0 : IsUtf8, _stream.Position - _start, 0, 0, 0);
        WriteLocalHeader(entry);
        var begin = _stream.Position;
        if (_isCompressed)
        {
            using var deflate = new DeflateStream(_stream, CompressionLevel.Optimal, leaveOpen: true);
            entry = WriteContent(entry, tensor, deflate);
        }
        else
        {
            entry = WriteContent(entry, tensor, _stream);
        }

        // The header has the sizes and the checksum, which are known now.
        var end = _stream.Position;
        entry = entry with { CompressedLength = end - begin };
        _stream.Position = _start + entry.Offset;
        WriteLocalHeader(entry);
        _stream.Position = end;
        _entries.Add(entry);
    }

    private static Entry WriteContent(Entry entry, Tensor tensor, Stream stream)
    {
        var content = new ChecksumStream(stream);
        Npy.Write(tensor, content);
        return entry with { Checksum = content.Checksum, Length = content.Count };
    }

    private void WriteLocalHeader(Entry entry)
    {
        var record = new Record(30 + entry.Name.Length + 20);
        record.Add(LocalHeader);
        record.Add(Version64);
        AddCommon(ref record, entry);
        record.Add(uint.MaxValue);
        record.Add(uint.MaxValue);
        record.Add((ushort)entry.Name.Length);
        record.Add((ushort)20);
        record.Add(entry.Name);
        AddSizes64(ref record, entry.Length, entry.CompressedLength);
        _stream.Write(record.Bytes);
    }

    private void WriteDirectory()
    {
        var begin = _stream.Position - _start;
        foreach (var entry in _entries) WriteCentralHeader(entry);
        var length = _stream.Position - _start - begin;
        var isLarge = _entries.Count > MaxCount16 || begin > MaxSize32 || length > MaxSize32;
        var record = new Record((isLarge ? 76 : 0) + 22);
        if (isLarge)
        {
            record.Add(End64);
            record.Add(44L);
            record.Add(Version64);
            record.Add(Version64);
            record.Add(0L);
            record.Add((long)_entries.Count);
            record.Add((long)_entries.Count);
            record.Add(length);
            record.Add(begin);
            record.Add(Locator64);
            record.Add(0u);
            record.Add(begin + length);
            record.Add(1u);
        }

        record.Add(End);
        record.Add(0u);
        record.Add((ushort)Math.Min(_entries.Count, ushort.MaxValue));
        record.Add((ushort)Math.Min(_entries.Count, ushort.MaxValue));
        record.Add((uint)Math.Min(length, uint.MaxValue));
        record.Add((uint)Math.Min(begin, uint.MaxValue));
        record.Add((ushort)0);
        _stream.Write(record.Bytes);
    }

    private void WriteCentralHeader(Entry entry)
    {
        var areSizesLarge = entry.Length > MaxSize32 || entry.CompressedLength > MaxSize32;
        var isOffsetLarge = entry.Offset > MaxSize32;
        List<long> large = areSizesLarge ? [entry.Length, entry.CompressedLength] : [];
        if (isOffsetLarge) large.Add(entry.Offset);
        var extra = large.Count == 0 ? 0 : 4 + 8 * large.Count;
        var record = new Record(46 + entry.Name.Length + extra);
        record.Add(CentralHeader);
        record.Add((ushort)(Version64 | (Unix << 8)));
        record.Add(Version64);
        AddCommon(ref record, entry);
        record.Add(areSizesLarge ? uint.MaxValue : (uint)entry.CompressedLength);
        record.Add(areSizesLarge ? uint.MaxValue : (uint)entry.Length);
        record.Add((ushort)entry.Name.Length);
        record.Add((ushort)extra);
        record.Add((ushort)0);
        record.Add((ushort)0);
        record.Add((ushort)0);
        record.Add(OwnerReadsAndWrites);
        record.Add(isOffsetLarge ? uint.MaxValue : (uint)entry.Offset);
        record.Add(entry.Name);
        if (extra > 0) AddSizes64(ref record, [.. large]);
        _stream.Write(record.Bytes);
    }

    /// <summary>What both headers of an entry have: flags, method, time, date, checksum.</summary>
    private void AddCommon(ref Record record, Entry entry)
    {
        record.Add(entry.Flags);
        record.Add(_isCompressed ? Deflated : (ushort)0);
        record.Add((ushort)0);
        record.Add(Date);
        record.Add(entry.Checksum);
    }

    private static void AddSizes64(ref Record record, params ReadOnlySpan<long> sizes)
    {
        record.Add((ushort)1);
        record.Add((ushort)(8 * sizes.Length));
        foreach (var size in sizes) record.Add(size);
    }

    /// <summary>Numbers in little-endian order, one after another.</summary>
    private struct Record(int length)
    {
        private readonly byte[] _bytes = new byte[length];
        private int _at;

        public readonly ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _at);

        public void Add(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(sizeof(ushort)), value);

        public void Add(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(sizeof(uint)), value);

        public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

        public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

        private Span<byte> Next(int count)
        {
            _at += count;
            return _bytes.AsSpan(_at - count, count);
        }
    }
}
