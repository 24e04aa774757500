using System.Buffers.Binary;
using System.IO.Compression;

namespace Autograd.Plotting;

/// <summary>
/// Cuts some characters' glyphs out of a TrueType font, so that a picture carries the few kilobytes that it needs.
/// </summary>
/// <remarks>
/// Glyph numbers stay the same and unwanted glyphs become empty; what remains is <c>glyf</c>, <c>loca</c>, <c>hmtx</c> and a new
/// <c>cmap</c>. Formats: OpenType 1.9, "glyf", "loca", "cmap" (formats 4 and 12); W3C WOFF File Format 1.0.
/// </remarks>
internal static class TrueTypeSubset
{
    /// <summary>A WOFF file with the glyphs of the characters; characters that the font lacks are left out.</summary>
    internal static byte[] ToWoff(byte[] font, IReadOnlyList<int> characters)
    {
        var tables = Tables(font);
        var glyphOf = new SortedDictionary<int, ushort>();
        foreach (var character in characters)
        {
            if (GlyphOf(tables["cmap"].Span, character) is not 0 and var glyph) glyphOf[character] = glyph;
        }

        // Numbers are given anew, in the order of the characters; 0 is the box for what is missing.
        var kept = new List<ushort> { 0 };
        var numbers = new Dictionary<ushort, ushort> { [0] = 0 };
        foreach (var glyph in glyphOf.Values) Number(glyph);
        var pieces = new List<byte[]>();
        for (var i = 0; i < kept.Count; i++) pieces.Add(Renumbered(GlyphData(tables, kept[i]), Number));

        var loca = new byte[4 * (kept.Count + 1)];
        using var glyf = new MemoryStream();
        for (var i = 0; i < pieces.Count; i++)
        {
            glyf.Write(pieces[i]);
            while (glyf.Length % 4 != 0) glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (i + 1)), (uint)glyf.Length);
        }

        var hmtx = new byte[4 * kept.Count];
        var measured = U16(tables["hhea"].Span, 34);
        for (var i = 0; i < kept.Count; i++)
        {
            var source = tables["hmtx"].Span;
            var (advanceAt, bearingAt) = kept[i] < measured
                ? (4 * kept[i], 4 * kept[i] + 2)
                : (4 * (measured - 1), 4 * measured + 2 * (kept[i] - measured));
            source.Slice(advanceAt, 2).CopyTo(hmtx.AsSpan(4 * i));
            source.Slice(bearingAt, 2).CopyTo(hmtx.AsSpan(4 * i + 2));
        }

        var head = tables["head"].ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);   // checkSumAdjustment; browsers do not read it
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);   // loca has long offsets
        var hhea = tables["hhea"].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)kept.Count);
        var maxp = tables["maxp"].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)kept.Count);
        return Woff(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["OS/2"] = tables["OS/2"].ToArray(),
            ["cmap"] = Cmap(glyphOf, numbers),
            ["glyf"] = glyf.ToArray(),
            ["head"] = head,
            ["hhea"] = hhea,
            ["hmtx"] = hmtx,
            ["loca"] = loca,
            ["maxp"] = maxp,
            ["name"] = tables["name"].ToArray(),
            ["post"] = tables["post"].ToArray(),
        });

        ushort Number(ushort glyph)
        {
            if (!numbers.TryGetValue(glyph, out var number))
            {
                numbers[glyph] = number = (ushort)kept.Count;
                kept.Add(glyph);
            }

            return number;
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Tables(byte[] font)
    {
        var tables = new Dictionary<string, ReadOnlyMemory<byte>>();
        for (var i = 0; i < U16(font, 4); i++)
        {
            var entry = font.AsSpan(12 + 16 * i, 16);
            tables[System.Text.Encoding.ASCII.GetString(entry[..4])] = font.AsMemory((int)U32(entry, 8), (int)U32(entry, 12));
        }

        return tables;
    }

    /// <summary>Looks a character up in the table of format 12, which has all of them.</summary>
    private static ushort GlyphOf(ReadOnlySpan<byte> cmap, int character)
    {
        for (var i = 0; i < U16(cmap, 2); i++)
        {
            var table = cmap[(int)U32(cmap, 8 + 8 * i)..];
            if (U16(table, 0) != 12) continue;
            var (low, high) = (0, (int)U32(table, 12) - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var group = table.Slice(16 + 12 * middle, 12);
                if (character < U32(group, 0)) high = middle - 1;
                else if (character > U32(group, 4)) low = middle + 1;
                else return (ushort)(U32(group, 8) + character - U32(group, 0));
            }
        }

        return 0;
    }

    private static byte[] GlyphData(Dictionary<string, ReadOnlyMemory<byte>> tables, ushort glyph)
    {
        var loca = tables["loca"].Span;
        var isLong = U16(tables["head"].Span, 50) == 1;
        var (start, end) = isLong
            ? ((int)U32(loca, 4 * glyph), (int)U32(loca, 4 * glyph + 4))
            : (2 * U16(loca, 2 * glyph), 2 * U16(loca, 2 * glyph + 2));
        return tables["glyf"].Span[start..end].ToArray();
    }

    /// <summary>A glyph made of others names them by their new numbers.</summary>
    private static byte[] Renumbered(byte[] glyph, Func<ushort, ushort> number)
    {
        if (glyph.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(glyph) >= 0) return glyph;
        for (var at = 10; ;)
        {
            var flags = U16(glyph, at);
            BinaryPrimitives.WriteUInt16BigEndian(glyph.AsSpan(at + 2), number(U16(glyph, at + 2)));
            at += 4 + ((flags & 0x0001) != 0 ? 4 : 2);                       // two arguments, of words or bytes
            at += (flags & 0x0008) != 0 ? 2 : (flags & 0x0040) != 0 ? 4 : (flags & 0x0080) != 0 ? 8 : 0;   // a scale, two, or a matrix
            if ((flags & 0x0020) == 0) return glyph;                         // no more components
        }
    }

    private static byte[] Cmap(SortedDictionary<int, ushort> glyphOf, Dictionary<ushort, ushort> numbers)
    {
        var table = new byte[12 + 16 + 12 * glyphOf.Count];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), 3);           // Windows, the whole of Unicode
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), 10);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(12), 12);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(16), (uint)(16 + 12 * glyphOf.Count));
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(24), (uint)glyphOf.Count);
        var at = 28;
        foreach (var (character, glyph) in glyphOf)
        {
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at), (uint)character);
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at + 4), (uint)character);
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at + 8), numbers[glyph]);
            at += 12;
        }

        return table;
    }

    private static byte[] Woff(SortedDictionary<string, byte[]> tables)
    {
        var packed = tables.ToDictionary(table => table.Key, table => Deflate(table.Value));
        var size = 44 + 20 * tables.Count;
        var file = new byte[size + packed.Values.Sum(data => (data.Length + 3) & ~3)];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x774F4646);             // "wOFF"
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), 0x00010000);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(8), (uint)file.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(12), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(16), (uint)(12 + 16 * tables.Count + tables.Values.Sum(data => (data.Length + 3) & ~3)));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(20), 1);
        var (entry, at) = (44, size);
        foreach (var (tag, data) in tables)
        {
            System.Text.Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 8), (uint)packed[tag].Length);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 12), (uint)data.Length);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 16), Checksum(data));
            packed[tag].CopyTo(file, at);
            at += (packed[tag].Length + 3) & ~3;
            entry += 20;
        }

        return file;
    }

    private static byte[] Deflate(byte[] data)
    {
        using var buffer = new MemoryStream();
        using (var zlib = new ZLibStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(data);
        return buffer.Length < data.Length ? buffer.ToArray() : data;
    }

    private static uint Checksum(byte[] data)
    {
        var sum = 0u;
        for (var i = 0; i < data.Length; i++) sum += (uint)data[i] << (24 - 8 * (i % 4));
        return sum;
    }

    private static ushort U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static uint U32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
