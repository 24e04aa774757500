using System.Buffers.Binary;

namespace Autograd.Data;

/// <summary>
/// Reads IDX files, the format of MNIST: two zero bytes, the element type, the number of dimensions, each size as a
/// big-endian 32-bit integer, then the elements in row-major order, big-endian. A gzip file is recognized by its first
/// bytes and decompressed.
/// </summary>
public static class IdxFile
{
    /// <summary>The largest number of bytes to allocate before the file has been found to contain that many.</summary>
    private const int Chunk = 1 << 20;

    private const int Buffered = 1 << 16;

    /// <summary>
    /// Reads the tensor in a file: UInt8, Int8, Int16, Int32, Float32 or Float64, according to its header.
    /// </summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <remarks>
    /// At most the number of bytes that the header states is decompressed, and memory grows with the bytes that are
    /// read.
    /// </remarks>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not an IDX file, is truncated, is too long, or is damaged gzip.
    /// </exception>
    public static Tensor Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = File.OpenRead(path);
        try
        {
            return Read(file);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{e.Message} (file {path})", e);
        }
    }

    /// <summary>Reads the tensor in the contents of a file.</summary>
    /// <param name="content">The bytes, plain or gzip.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are not an IDX file, are truncated, are too many, or are damaged gzip.
    /// </exception>
    public static Tensor Parse(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Read(new MemoryStream(content));
    }

    private static Tensor Read(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        var isGZip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        file.Position = 0;
        if (!isGZip) return ReadPlain(file, file.Length);
        using var decompressed = new BufferedStream(new CheckedGZipStream(file), Buffered);
        return ReadPlain(decompressed, null);
    }

    /// <summary>Reads the header and the elements, and checks that nothing follows.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="length">The number of bytes, if it is known.</param>
    private static Tensor ReadPlain(Stream file, long? length)
    {
        Span<byte> magic = stackalloc byte[4];
        Fill(file, magic, "its 4-byte magic number");
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
        var sizes = ReadSizes(file, magic[3], out var count);
        var content = $"the {count} elements of shape {Shape.Format(sizes)}";
        var total = count * dtype.ItemSize();
        if (total > Array.MaxLength)
            throw new InvalidDataException(
                $"IdxFile: {content} take {total} bytes; a file of at most {Array.MaxLength} can be read");
        if (length - HeaderLength(sizes) < total) throw Truncated(content, length!.Value - HeaderLength(sizes), total);
        var elements = ReadElements(file, (int)total, content);
        return file.ReadByte() < 0
            ? Decode(elements, dtype, Shape.Create(sizes))
            : throw new InvalidDataException($"IdxFile: the file goes on after {content}");
    }

    private static long HeaderLength(int[] sizes) => 4 + 4 * sizes.Length;

    private static int[] ReadSizes(Stream file, int rank, out long count)
    {
        if (rank > Shape.MaxRank)
            throw new InvalidDataException(
                $"IdxFile: the file claims {rank} dimensions; a tensor has at most {Shape.MaxRank}");
        Span<byte> bytes = stackalloc byte[4];
        var sizes = new int[rank];
        count = 1;
        for (var d = 0; d < sizes.Length; d++)
        {
            Fill(file, bytes, $"the size of dimension {d}");
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            count *= size;
            if (size > int.MaxValue || count > int.MaxValue)
                throw new InvalidDataException(
                    $"IdxFile: dimension {d} claims {size} elements, {count} so far; "
                    + $"a tensor holds at most {int.MaxValue}");
            sizes[d] = (int)size;
        }

        return sizes;
    }

    /// <summary>
    /// Reads the elements into memory that grows with the bytes that are read, because the header of a damaged file may
    /// state any size.
    /// </summary>
    private static byte[] ReadElements(Stream file, int total, string content)
    {
        var bytes = new byte[Math.Min(total, Chunk)];
        var read = 0;
        while (true)
        {
            read += file.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length) throw Truncated(content, read, total);
            if (read == total) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(total, 2L * read));
        }
    }

    private static void Fill(Stream file, Span<byte> bytes, string content)
    {
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length) throw Truncated(content, read, bytes.Length);
    }

    private static InvalidDataException Truncated(string content, long read, long total) =>
        new($"IdxFile: the file ends in {content}: {read} of {total} bytes are there");

    private static Tensor Decode(byte[] bytes, DType dtype, Shape shape)
    {
        ReadOnlySpan<byte> source = bytes;
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
