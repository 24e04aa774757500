using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Autograd.IO;

/// <summary>The elements of tensors as bytes of a file: row-major order, little-endian unless a file says otherwise.</summary>
internal static class ElementBytes
{
    /// <summary>
    /// The bytes that are read or written at once: few enough that what looks at them next finds them in the cache.
    /// </summary>
    public const int Block = 1 << 20;

    /// <summary>Writes the elements of a tensor of any layout.</summary>
    public static void Write(Tensor tensor, Stream stream)
    {
        using var _ = GradMode.NoGrad();
        var x = tensor.Contiguous();
        switch (x.DType.ItemSize())
        {
            case 1: Write<byte>(x, stream); break;
            case 2: Write<short>(x, stream); break;
            case 4: Write<int>(x, stream); break;
            default: Write<long>(x, stream); break;
        }
    }

    /// <summary>
    /// Reads the elements of a new tensor. The caller has checked by <see cref="ByteSource.Ensure"/> that the file has
    /// them.
    /// </summary>
    /// <param name="source">The file, at the first element.</param>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="content">What is read, for messages.</param>
    /// <param name="isBigEndian">True if the most significant byte of an element comes first.</param>
    public static Tensor Read(ByteSource source, Shape shape, DType dtype, string content, bool isBigEndian = false)
    {
        var result = Tensor.Uninitialized(shape, dtype);
        var isReversed = isBigEndian == BitConverter.IsLittleEndian;
        switch (dtype.ItemSize())
        {
            case 1: Read<byte>(source, result, content, false); break;
            case 2: Read<short>(source, result, content, isReversed); break;
            case 4: Read<int>(source, result, content, isReversed); break;
            default: Read<long>(source, result, content, isReversed); break;
        }

        return result;
    }

    /// <summary>Reverses the bytes of every element.</summary>
    private static unsafe void Reverse<T>(Span<T> elements) where T : unmanaged
    {
        switch (sizeof(T))
        {
            case 2:
                var shorts = MemoryMarshal.Cast<T, short>(elements);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<T, int>(elements);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<T, long>(elements);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    private static unsafe void Write<T>(Tensor x, Stream stream) where T : unmanaged
    {
        using var xData = x.Read();
        var elements = xData.Span<T>();
        for (var i = 0; i < elements.Length; i += Block / sizeof(T))
            stream.Write(MemoryMarshal.AsBytes(elements.Slice(i, Math.Min(elements.Length - i, Block / sizeof(T)))));
    }

    private static unsafe void Read<T>(ByteSource source, Tensor result, string content, bool isReversed) where T : unmanaged
    {
        using var resultData = result.Write();
        var elements = resultData.Span<T>();
        for (var i = 0; i < elements.Length; i += Block / sizeof(T))
        {
            var block = elements.Slice(i, Math.Min(elements.Length - i, Block / sizeof(T)));
            source.Read(MemoryMarshal.AsBytes(block), content);
            if (isReversed) Reverse(block);
            if (result.DType == DType.Bool) MakeBools(MemoryMarshal.AsBytes(block));
        }
    }

    /// <summary>
    /// Makes a byte other than 0 a 1, as NumPy and PyTorch take it: the kernels rely on every bool being 0 or 1.
    /// </summary>
    private static void MakeBools(Span<byte> bytes)
    {
        if (!bytes.ContainsAnyExceptInRange((byte)0, (byte)1)) return;
        foreach (ref var value in bytes) value = value == 0 ? (byte)0 : (byte)1;
    }
}
