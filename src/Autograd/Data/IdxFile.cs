using System.Buffers.Binary;
using System.IO.Compression;

namespace Autograd.Data;

/// <summary>
/// Reads IDX files, the format of MNIST: two zero bytes, the element type, the number of dimensions, each size as a big-endian 32-bit integer,
/// then the elements in row-major order, big-endian. A file that begins like gzip is unpacked on the way.
/// </summary>
public static class IdxFile
{
    /// <summary>The tensor in a file: UInt8, Int8, Int16, Int32, Float32 or Float64, as its header says.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no IDX file, is cut short, has bytes left over, or is damaged gzip.</exception>
    public static Tensor Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{e.Message} (file {path})", e);
        }
    }

    /// <summary>The tensor in the contents of a file.</summary>
    /// <param name="content">The bytes, plain or gzip.</param>
    /// <exception cref="InvalidDataException">They are no IDX file, are cut short, go on too long, or are damaged gzip.</exception>
    public static Tensor Parse(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var bytes = (ReadOnlySpan<byte>)(content is [0x1f, 0x8b, ..] ? Unpack(content) : content);
        var magic = Take(ref bytes, 4, "its 4-byte magic number");
        if (magic[0] != 0 || magic[1] != 0)
            throw new InvalidDataException(
                $"IdxFile: not an IDX file: it begins with {Convert.ToHexString(magic)}, and must with 0000, a type and a rank");
        var dtype = magic[2] switch
        {
            0x08 => DType.UInt8,
            0x09 => DType.Int8,
            0x0b => DType.Int16,
            0x0c => DType.Int32,
            0x0d => DType.Float32,
            0x0e => DType.Float64,
            _ => throw new InvalidDataException($"IdxFile: element type 0x{magic[2]:x2} is none of 08, 09, 0b, 0c, 0d and 0e"),
        };

        var sizes = new int[magic[3]];
        long count = 1;
        for (var d = 0; d < sizes.Length; d++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(Take(ref bytes, 4, $"the size of dimension {d}"));
            count *= size;
            if (size > int.MaxValue || count > int.MaxValue)
                throw new InvalidDataException($"IdxFile: dimension {d} claims {size} elements, {count} so far; a tensor holds at most {int.MaxValue}");
            sizes[d] = (int)size;
        }

        var elements = Take(ref bytes, count * dtype.ItemSize(), $"the {count} elements of shape {Shape.Format(sizes)}");
        if (!bytes.IsEmpty)
            throw new InvalidDataException($"IdxFile: the file goes on after the {count} elements of shape {Shape.Format(sizes)}");
        return Decode(elements, dtype, Shape.Create(sizes));
    }

    /// <summary>A header of 10 bytes, no content, and 8 bytes of checksum and length.</summary>
    private const int SmallestGzip = 18;

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, long count, string what)
    {
        if (bytes.Length < count) throw new InvalidDataException($"IdxFile: the file ends in {what}: {bytes.Length} of {count} bytes are there");
        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }

    /// <summary>
    /// Unpacks gzip. The library does not notice a missing end, so the unpacked length is compared with the one that the last four bytes hold.
    /// </summary>
    private static byte[] Unpack(byte[] packed)
    {
        if (packed.Length < SmallestGzip) throw new InvalidDataException($"IdxFile: a gzip file of {packed.Length} bytes is cut short");
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var unpacked = new MemoryStream();
        try
        {
            stream.CopyTo(unpacked);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - 4));
        return length == (uint)unpacked.Length ? unpacked.ToArray() : throw Damaged();

        InvalidDataException Damaged(InvalidDataException? cause = null) =>
            new($"IdxFile: the gzip file is cut short or damaged: {unpacked.Length} bytes were unpacked", cause);
    }

    private static Tensor Decode(ReadOnlySpan<byte> source, DType dtype, Shape shape)
    {
        switch (dtype)
        {
            case DType.UInt8: return Tensor.From(source, shape);
            case DType.Int8: return Tensor.From<sbyte>(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(source), shape);
        }

        switch (dtype)
        {
            case DType.Int16:
                var shorts = new short[shape.Numel];
                for (var i = 0; i < shorts.Length; i++) shorts[i] = BinaryPrimitives.ReadInt16BigEndian(source[(2 * i)..]);
                return Tensor.From(shorts, shape);
            case DType.Int32:
                var ints = new int[shape.Numel];
                for (var i = 0; i < ints.Length; i++) ints[i] = BinaryPrimitives.ReadInt32BigEndian(source[(4 * i)..]);
                return Tensor.From(ints, shape);
            case DType.Float32:
                var floats = new float[shape.Numel];
                for (var i = 0; i < floats.Length; i++) floats[i] = BinaryPrimitives.ReadSingleBigEndian(source[(4 * i)..]);
                return Tensor.From(floats, shape);
            default:
                var doubles = new double[shape.Numel];
                for (var i = 0; i < doubles.Length; i++) doubles[i] = BinaryPrimitives.ReadDoubleBigEndian(source[(8 * i)..]);
                return Tensor.From(doubles, shape);
        }
    }
}
