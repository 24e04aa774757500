using System.Buffers.Binary;

namespace Autograd.IO.Tests.Fuzzing;

/// <summary>
/// Changes files at random, a few changes to each: bits, numbers of every width and byte order, digits of text, pieces
/// cut, doubled, moved or taken from another file, and the reader's own words. The same seed gives the same files.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, byte[][] tokens, int seed)
{
    private static readonly long[] _numbers =
    [
        0, 1, -1, 2, 7, 8, 9, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 40,
        long.MaxValue, long.MinValue, long.MaxValue - 8,
    ];

    private static readonly string[] _texts =
    [
        "0", "-1", "1e9", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "1.5", "{", "}", "[", "]", "\"", "'", ",", ":", "\\", "null", "true", "\0", "\ud800\udc00", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> bytes = [.. Pick(seeds)];
        var changes = 1 + (_random.Next(3) == 0 ? _random.Next(8) : 0);
        for (var i = 0; i < changes; i++) Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)_random.Next(256));
            return;
        }

        var at = Place(bytes.Count);
        switch (_random.Next(13))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = (byte)_random.Next(256); break;
            case 2: bytes[at] = (byte)(bytes[at] + _random.Next(-3, 4)); break;
            case 3: Overwrite(bytes, at, Number(bytes.Count)); break;
            case 4: Overwrite(bytes, at, Pick(tokens.Length > 0 ? tokens : seeds)); break;
            case 5: bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Pick(_texts))); break;
            case 6: if (tokens.Length > 0) bytes.InsertRange(at, Pick(tokens)); break;
            case 7: ReplaceNumberInText(bytes, at); break;
            case 8: bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + _random.Next(_random.Next(2) == 0 ? 8 : bytes.Count))); break;
            case 9: bytes.RemoveRange(at, bytes.Count - at); break;
            case 10: bytes.InsertRange(Place(bytes.Count), Piece(bytes.ToArray())); break;
            case 11: Overwrite(bytes, at, Piece(bytes.ToArray())); break;
            default: bytes.InsertRange(at, Piece(Pick(seeds))); break;
        }
    }

    /// <summary>Headers stand at the beginning, and directories at the end: half of the places are near to one.</summary>
    private int Place(int count) => _random.Next(4) switch
    {
        0 => _random.Next(Math.Min(count, 64)),
        1 => count - 1 - _random.Next(Math.Min(count, 64)),
        _ => _random.Next(count),
    };

    private byte[] Piece(byte[] bytes)
    {
        if (bytes.Length == 0) return [];
        var start = Place(bytes.Length);
        return bytes[start..(start + Math.Min(bytes.Length - start, 1 + _random.Next(64)))];
    }

    private byte[] Number(int length)
    {
        var number = _random.Next(4) == 0 ? length + _random.Next(-16, 17) : _numbers[_random.Next(_numbers.Length)];
        var width = 1 << _random.Next(4);
        var bytes = new byte[8];
        if (_random.Next(2) == 0) BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        else BinaryPrimitives.WriteInt64LittleEndian(bytes, BinaryPrimitives.ReverseEndianness(number << (64 - 8 * width)));
        return bytes[..width];
    }

    /// <summary>Replaces the digits at or behind a place by another number.</summary>
    private void ReplaceNumberInText(List<byte> bytes, int at)
    {
        while (at < bytes.Count && !char.IsAsciiDigit((char)bytes[at])) at++;
        var end = at;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end])) end++;
        bytes.RemoveRange(at, end - at);
        var text = _random.Next(3) == 0 ? $"{_random.Next(300)}" : $"{(ulong)_numbers[_random.Next(_numbers.Length)]}";
        bytes.InsertRange(at, System.Text.Encoding.ASCII.GetBytes(text));
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] piece)
    {
        for (var i = 0; i < piece.Length && at + i < bytes.Count; i++) bytes[at + i] = piece[i];
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
