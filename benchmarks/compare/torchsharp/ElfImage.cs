using System.Buffers.Binary;
using System.Text;

namespace TorchSharpWorker;

/// <summary>The part of a 64-bit ELF file, little endian, that lists the symbol versions it needs of other libraries.</summary>
internal static class ElfImage
{
    private const uint VersionNeeds = 0x6ffffffe;   // SHT_GNU_verneed
    private const ushort Weak = 2;                  // VER_FLG_WEAK

    /// <summary>Marks the need for a version as weak; returns false if there is none, or if it is weak already.</summary>
    public static bool WeakenNeed(Span<byte> image, string version)
    {
        var name = Encoding.ASCII.GetBytes(version + "\0");
        var sections = (int)Long(image, 0x28);
        var (size, count) = (Short(image, 0x3a), Short(image, 0x3c));
        for (var i = 0; i < count; i++)
        {
            var section = image[(sections + i * size)..];
            if (Int(section, 4) != VersionNeeds) continue;
            var strings = (int)Long(image, sections + Int(section, 0x28) * size + 0x18);
            return Weaken(image, (int)Long(section, 0x18), strings, name);
        }

        return false;
    }

    private static bool Weaken(Span<byte> image, int need, int strings, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            var version = need + Int(image, need + 8);
            for (var i = Short(image, need + 2); i > 0; i--)
            {
                if (image[(strings + Int(image, version + 8))..].StartsWith(name))
                {
                    var flags = Short(image, version + 4);
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(version + 4)..], (ushort)(flags | Weak));
                    return (flags & Weak) == 0;
                }

                version += Int(image, version + 12);
            }

            var next = Int(image, need + 12);
            if (next == 0) return false;
            need += next;
        }
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
