using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Autograd.IO;

/// <summary>A storage in a file of PyTorch: numbers in a row, on which tensors are views.</summary>
/// <param name="key">Its name in the file.</param>
/// <param name="dtype">The type of its elements; null if the tensors on it say.</param>
/// <param name="byteCount">Its size.</param>
/// <param name="position">The place of the first byte; −1 if that comes behind the pickle.</param>
internal sealed class TorchStorage(string key, DType? dtype, long byteCount, long position)
{
    public string Key => key;

    public DType? DType => dtype;

    public long ByteCount => byteCount;

    public long Position { get; set; } = position;

    /// <summary>The checksum of the bytes, if the file has one.</summary>
    public uint? Crc { get; init; }

    /// <summary>The tensor that owns the memory; null before the first tensor on the storage is made.</summary>
    public Tensor? Memory { get; set; }
}

/// <summary>Makes tensors on storages, and fills them.</summary>
internal static class TorchStorageTensors
{
    private const int Block = 1 << 18;

    /// <summary>
    /// Makes a tensor on a storage. The first one that is the whole of it owns the memory; others share it, as in
    /// PyTorch.
    /// </summary>
    public static Tensor Rebuild(
        this PickleStorage part, DType dtype, long offset, long[] size, long[] stride, Func<string, Exception> damaged,
        Func<string, Exception> unsupported)
    {
        var storage = part.Storage;
        var count = part.Length;
        if (storage.DType is null)
        {
            if (count % dtype.ItemSize() != 0) throw damaged($"storage {storage.Key} of {count} bytes has no whole number of elements of {dtype}");
            count /= dtype.ItemSize();
        }

        if (storage.Memory is { } known && known.DType != dtype)
            throw unsupported($"tensors of {known.DType} and of {dtype} share storage {storage.Key}; save a clone of one of them");
        var shape = CheckLayout(storage, count, offset, size, stride, damaged, unsupported);
        if (shape.Numel == 0) return Tensor.Zeros(shape, dtype);

        var total = storage.ByteCount / dtype.ItemSize();
        if (total > Array.MaxLength) throw unsupported($"storage {storage.Key} has {total} elements; a tensor has at most {Array.MaxLength}");
        var strides = StridesOf(shape, stride);
        var isWhole = shape.Numel == total && strides.AsSpan().SequenceEqual(shape.ContiguousStrides);
        if (storage.Memory is null)
        {
            storage.Memory = Tensor.Uninitialized(isWhole ? shape : Shape.Create((int)total), dtype);
            if (isWhole) return storage.Memory;
        }

        return storage.Memory.View(shape, strides, storage.Memory.Offset + (int)(part.Start + offset)).Detach();
    }

    /// <summary>Reads the elements of a storage into its memory.</summary>
    public static void Fill(this TorchStorage storage, FileView file, bool isBigEndian)
    {
        if (storage.Memory is not { } memory) return;
        var what = $"storage {storage.Key}";
        using var data = memory.Write();
        var bytes = BytesOf(memory.DType, data);
        var crc = 0u;

        // In parts, so that the checksum finds the bytes in the processor's cache.
        for (var at = 0; at < bytes.Length; at += Block)
        {
            var part = bytes.Slice(at, Math.Min(Block, bytes.Length - at));
            file.Read(storage.Position + at, part, what);
            if (storage.Crc is not null) crc = Crc32.Append(crc, part);
        }

        if (storage.Crc is { } expected && crc != expected)
            throw file.Context.Damaged($"{what} has the checksum {crc:x8}, and the file says {expected:x8}", storage.Position);
        if (isBigEndian) Reverse(memory.DType.ItemSize(), data);
        if (memory.DType == DType.Bool && bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) >= 0)
        {
            foreach (ref var flag in bytes)
                if (flag > 1) flag = 1;
        }
    }

    private static Shape CheckLayout(
        TorchStorage storage, long count, long offset, long[] size, long[] stride, Func<string, Exception> damaged,
        Func<string, Exception> unsupported)
    {
        if (size.Length != stride.Length) throw damaged($"a tensor with {size.Length} sizes and {stride.Length} strides");
        if (size.Length > Shape.MaxRank)
            throw unsupported($"a tensor of {size.Length} dimensions; it may have {Shape.MaxRank} at most");
        Span<int> sizes = stackalloc int[size.Length];
        Int128 last = offset;
        var isEmpty = false;
        for (var d = 0; d < size.Length; d++)
        {
            if (size[d] is < 0 or > int.MaxValue || stride[d] < 0 || offset < 0)
                throw damaged($"a tensor of size {size[d]} and stride {stride[d]} in dimension {d}, at {offset}");
            sizes[d] = (int)size[d];
            isEmpty |= size[d] == 0;
            last += (Int128)stride[d] * (size[d] - 1);
        }

        if (!isEmpty && (offset < 0 || last >= count))
            throw damaged($"a tensor of shape {Shape.Format(sizes)} at {offset} reaches element {last} of storage {storage.Key}, which has {count}");
        try
        {
            return Shape.Create(sizes);
        }
        catch (ArgumentException)
        {
            throw unsupported($"a tensor of shape {Shape.Format(sizes)} is larger than an array can be");
        }
    }

    /// <summary>The strides, with those of dimensions of one element, which mean nothing, as in a contiguous tensor.</summary>
    private static int[] StridesOf(Shape shape, long[] stride)
    {
        var contiguous = shape.ContiguousStrides;
        var strides = new int[stride.Length];
        var isContiguous = true;
        for (var d = 0; d < strides.Length; d++)
        {
            strides[d] = shape[d] == 1 ? contiguous[d] : (int)stride[d];
            isContiguous &= strides[d] == contiguous[d];
        }

        return isContiguous ? contiguous : strides;
    }

    private static Span<byte> BytesOf(DType dtype, TensorStorage.WriteLease data) => dtype.ItemSize() switch
    {
        1 => data.Span<byte>(),
        2 => MemoryMarshal.AsBytes(data.Span<short>()),
        4 => MemoryMarshal.AsBytes(data.Span<int>()),
        _ => MemoryMarshal.AsBytes(data.Span<long>()),
    };

    private static void Reverse(int itemSize, TensorStorage.WriteLease data)
    {
        switch (itemSize)
        {
            case 2: BinaryPrimitives.ReverseEndianness(data.Span<short>(), data.Span<short>()); break;
            case 4: BinaryPrimitives.ReverseEndianness(data.Span<int>(), data.Span<int>()); break;
            case 8: BinaryPrimitives.ReverseEndianness(data.Span<long>(), data.Span<long>()); break;
        }
    }
}
