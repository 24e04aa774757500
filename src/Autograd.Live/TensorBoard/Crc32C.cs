using System.Buffers.Binary;
using System.Numerics;

namespace Autograd.Live;

/// <summary>The checksum of TensorBoard's files: CRC-32C (Castagnoli), rotated and shifted as TFRecord asks.</summary>
internal static class Crc32C
{
    /// <summary>The CRC-32C of RFC 3720: 0xE3069283 for the ASCII digits 1 to 9.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>
    /// The checksum as it stands in a file. It differs from the CRC because the CRC of data that contain their own CRC
    /// is weak.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Of(data), 15) + 0xA282EAD8;
}
