using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.IO;

/// <summary>The checksum of ZIP archives: CRC-32 with the polynomial 0x04C11DB7, bits reversed.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // The processor's instruction needs a start of four vectors, and ends with a whole one.
    private const int SmallestFolded = 64;

    // Row n is the checksum of a byte with n zero bytes behind it.
    private static readonly uint[][] _tables = MakeTables();

    /// <summary>Continues a checksum, which begins with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes) =>
        Pclmulqdq.IsSupported ? AppendFolded(crc, bytes) : AppendByTables(crc, bytes);

    /// <summary>Eight bytes at a time: each is looked up in the table of its distance from the last.</summary>
    internal static uint AppendByTables(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            var low = crc ^ MemoryMarshal.Read<uint>(bytes);
            var high = MemoryMarshal.Read<uint>(bytes[4..]);
            crc = _tables[7][low & 0xff] ^ _tables[6][(low >> 8) & 0xff] ^ _tables[5][(low >> 16) & 0xff] ^ _tables[4][low >> 24]
                ^ _tables[3][high & 0xff] ^ _tables[2][(high >> 8) & 0xff] ^ _tables[1][(high >> 16) & 0xff] ^ _tables[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes) crc = _tables[0][(crc ^ value) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>
    /// By products without carries, which move 64 bytes of the text ahead at once; Gopal et al., Fast CRC Computation for
    /// Generic Polynomials Using PCLMULQDQ, Intel, 2009. The constants are powers of x modulo the polynomial.
    /// </summary>
    private static uint AppendFolded(uint crc, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SmallestFolded) return AppendByTables(crc, bytes);
        var by64 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var by16 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var a = Load(ref start, 0) ^ Vector128.CreateScalar(~crc).AsUInt64();
        var b = Load(ref start, 16);
        var c = Load(ref start, 32);
        var d = Load(ref start, 48);
        var at = 64;
        for (; at + 64 <= bytes.Length; at += 64)
        {
            a = Fold(a, by64) ^ Load(ref start, at);
            b = Fold(b, by64) ^ Load(ref start, at + 16);
            c = Fold(c, by64) ^ Load(ref start, at + 32);
            d = Fold(d, by64) ^ Load(ref start, at + 48);
        }

        a = Fold(a, by16) ^ b;
        a = Fold(a, by16) ^ c;
        a = Fold(a, by16) ^ d;
        for (; at + 16 <= bytes.Length; at += 16) a = Fold(a, by16) ^ Load(ref start, at);

        // The 16 bytes that are left are a text as any other, whose checksum starts with all that came before.
        Span<byte> rest = stackalloc byte[16];
        a.AsByte().CopyTo(rest);
        return AppendByTables(AppendByTables(~0u, rest), bytes[at..]);
    }

    private static Vector128<ulong> Load(ref byte start, int at) => Vector128.LoadUnsafe(ref start, (nuint)at).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> x, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(x, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, by, 0x11);

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var row = 0; row < tables.Length; row++)
        {
            tables[row] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var crc = row == 0 ? i : tables[row - 1][i];
                for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
                tables[row][i] = crc;
            }
        }

        return tables;
    }
}
