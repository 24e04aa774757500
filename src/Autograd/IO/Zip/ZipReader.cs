using System.Buffers.Binary;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// Reads the directory of a zip archive whose entries are stored as they are, and gives their places in the file.
/// </summary>
/// <remarks>
/// Entries must lie beside each other, each in bytes of its own, so that all of them together are no larger than the
/// file. A compressed entry is refused: a kilobyte of it may claim a megabyte. Names that lead out of the archive, two
/// entries of one name and encryption are refused too.
/// </remarks>
internal sealed class ZipReader
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int HeaderLength = 30;
    private const int LongestComment = ushort.MaxValue;

    private readonly FileView _file;
    private readonly Dictionary<string, ZipRecord> _records;

    private ZipReader(FileView file, List<ZipRecord> records)
    {
        _file = file;
        Records = records;
        _records = new Dictionary<string, ZipRecord>(records.Count, StringComparer.Ordinal);
        foreach (var record in records)
            if (!_records.TryAdd(record.Name, record)) throw Damaged($"the archive has two entries {Shown(record.Name)}", record.Header);
    }

    /// <summary>The entries in the order of the directory.</summary>
    public IReadOnlyList<ZipRecord> Records { get; }

    public ZipRecord? Find(string name) => _records.GetValueOrDefault(name);

    /// <summary>Reads the directory of a file.</summary>
    public static ZipReader Open(FileView file)
    {
        var (count, size, offset, end) = FindDirectory(file);
        if (offset < 0 || size < 0 || offset > end || size != end - offset)
            throw file.Context.Damaged($"the directory of the archive has {size} bytes at {offset}, and must end at {end}", end);
        if (count < 0 || count > size / EntryLength)
            throw file.Context.Damaged($"the directory of the archive has {count} entries in {size} bytes", end);
        if (size > Array.MaxLength) throw file.Context.Damaged($"the directory of the archive has {size} bytes", offset);
        var directory = new byte[size];
        file.Read(offset, directory, "the directory of the archive");
        return new ZipReader(file, ReadEntries(file, directory, (int)count, offset));
    }

    /// <summary>The place of the first byte of an entry.</summary>
    public long DataOf(ZipRecord record)
    {
        if (record.Method != 0)
            throw _file.Context.Unsupported(
                $"{Shown(record.Name)} is compressed by method {record.Method}; store it: zip -0, or torch.save", record.Header);
        Span<byte> header = stackalloc byte[HeaderLength];
        var what = $"the header of {Shown(record.Name)}";
        _file.Read(record.Header, header, what);
        if (!header.StartsWith("PK\u0003\u0004"u8)) throw Damaged($"{what} does not begin with PK 3 4", record.Header);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var data = record.Header + HeaderLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (data + record.Size > record.Limit)
            throw Damaged($"{Shown(record.Name)} has {record.Size} bytes at {data}, and what follows begins at {record.Limit}", record.Header);
        var name = new byte[nameLength];
        _file.Read(record.Header + HeaderLength, name, what);
        if (Encoding.UTF8.GetString(name) != record.Name)
            throw Damaged($"{what} has another name, {Shown(Encoding.UTF8.GetString(name))}", record.Header);
        return data;
    }

    /// <summary>The bytes of an entry, which are few, after a check of their checksum.</summary>
    public byte[] ReadAll(ZipRecord record)
    {
        if (record.Size > Array.MaxLength) throw Damaged($"{Shown(record.Name)} has {record.Size} bytes", record.Header);
        var bytes = new byte[record.Size];
        var data = DataOf(record);
        _file.Read(data, bytes, Shown(record.Name));
        if (Crc32.Append(0, bytes) is var crc && crc != record.Crc)
            throw Damaged($"{Shown(record.Name)} has the checksum {crc:x8}, and the archive says {record.Crc:x8}", data);
        return bytes;
    }

    private static (long Count, long Size, long Offset, long End) FindDirectory(FileView file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + LongestComment)];
        var tailStart = file.Length - tail.Length;
        file.Read(tailStart, tail, "the end of the archive");
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (!end.StartsWith("PK\u0005\u0006"u8)) continue;
            if (BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != end.Length - EndLength) continue;
            if (BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) is 0 or ushort.MaxValue) return ReadEnd(file, end, tailStart + i);
            throw file.Context.Damaged("the archive is one of several parts", tailStart + i);
        }

        throw file.Context.Damaged("the archive has no directory at its end; it may be cut short", file.Length);
    }

    private static (long Count, long Size, long Offset, long End) ReadEnd(FileView file, ReadOnlySpan<byte> end, long position)
    {
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        const int locatorLength = 20;
        Span<byte> locator = stackalloc byte[locatorLength];
        if (position < locatorLength) return (count, size, offset, position);
        file.Read(position - locatorLength, locator, "the end of the archive");
        if (!locator.StartsWith("PK\u0006\u0007"u8)) return (count, size, offset, position);
        var wideEnd = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> wide = stackalloc byte[56];
        file.Read(wideEnd, wide, "the end of the archive");
        if (!wide.StartsWith("PK\u0006\u0006"u8)) throw file.Context.Damaged("the end of the archive does not begin with PK 6 6", wideEnd);
        return (
            BinaryPrimitives.ReadInt64LittleEndian(wide[32..]), BinaryPrimitives.ReadInt64LittleEndian(wide[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(wide[48..]), wideEnd);
    }

    private static List<ZipRecord> ReadEntries(FileView file, byte[] directory, int count, long directoryStart)
    {
        var records = new List<ZipRecord>(count);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            var place = directoryStart + next;
            var entry = directory.AsSpan(next);
            if (entry.Length < EntryLength || !entry.StartsWith("PK\u0001\u0002"u8))
                throw file.Context.Damaged($"entry {i} of the directory does not begin with PK 1 2", place);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
            var length = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            if (length > entry.Length) throw file.Context.Damaged($"entry {i} of the directory reaches beyond its end", place);
            records.Add(ReadEntry(file, entry, nameLength, extraLength, place));
            next += length;
        }

        if (next != directory.Length)
            throw file.Context.Damaged($"the directory of the archive goes on behind its {count} entries", directoryStart + next);
        return WithLimits(file, records, directoryStart);
    }

    private static ZipRecord ReadEntry(FileView file, ReadOnlySpan<byte> entry, int nameLength, int extraLength, long place)
    {
        var name = Encoding.UTF8.GetString(entry.Slice(EntryLength, nameLength));
        if (name.Length == 0 || name[0] == '/' || name.AsSpan().ContainsAny("\\:\0") || name.Split('/').Contains(".."))
            throw file.Context.Damaged($"the name {Shown(name)} leads out of the archive", place);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        if ((flags & 1) != 0) throw file.Context.Unsupported($"{Shown(name)} is encrypted; decrypt the archive first", place);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);

        long stored = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long header = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        ReadWide(entry.Slice(EntryLength + nameLength, extraLength), ref size, ref stored, ref header);
        if ((stored != size && method == 0) || stored < 0 || header < 0)
            throw file.Context.Damaged($"{Shown(name)} has {size} bytes, of which {stored} are stored, at {header}", place);
        return new ZipRecord(name, header, stored, BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]), method, 0);
    }

    /// <summary>Reads the numbers of 64 bits of an entry that has them.</summary>
    private static void ReadWide(ReadOnlySpan<byte> extra, ref long size, ref long stored, ref long header)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) return;
            var field = extra.Slice(4, length);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                Take(ref field, ref size);
                Take(ref field, ref stored);
                Take(ref field, ref header);
                return;
            }

            extra = extra[(4 + length)..];
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue || field.Length < 8) return;
            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    private static List<ZipRecord> WithLimits(FileView file, List<ZipRecord> records, long directoryStart)
    {
        var order = new int[records.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => records[a].Header.CompareTo(records[b].Header));
        for (var i = 0; i < order.Length; i++)
        {
            var record = records[order[i]];
            var limit = i + 1 < order.Length ? records[order[i + 1]].Header : directoryStart;
            if (record.Header > limit || limit - record.Header < HeaderLength || record.Size > limit - record.Header - HeaderLength)
                throw file.Context.Damaged(
                    $"{Shown(record.Name)} has {record.Size} bytes at {record.Header}, and what follows begins at {limit}", record.Header);
            records[order[i]] = record with { Limit = limit };
        }

        return records;
    }

    private InvalidDataException Damaged(string problem, long position) => _file.Context.Damaged(problem, position);

    private static string Shown(string name) => name.Length <= 100 ? $"\"{name}\"" : $"\"{name[..100]}…\"";
}
