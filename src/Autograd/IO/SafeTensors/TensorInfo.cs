namespace Autograd.IO;

/// <summary>What a safetensors file says of a tensor.</summary>
public sealed class TensorInfo
{
    internal TensorInfo(string name, SafeTensorsType type, long[] shape, long start, long end) =>
        (Name, Type, Sizes, DataOffsets) = (name, type, shape, (start, end));

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The element type's name in the format: <c>F32</c>, <c>BF16</c>, <c>F8_E4M3</c>, …</summary>
    public string DTypeCode => Type.Code;

    /// <summary>The element type, or null if tensors have none such.</summary>
    public DType? DType => Type.DType;

    /// <summary>
    /// The sizes of the dimensions. They may be more than a tensor can have;
    /// <see cref="SafeTensorsFile.GetSlice"/> reads a part.
    /// </summary>
    public IReadOnlyList<long> Shape => Sizes;

    /// <summary>The first byte of the elements and the one behind the last, counted from the end of the header.</summary>
    public (long Start, long End) DataOffsets { get; }

    internal SafeTensorsType Type { get; }

    internal long[] Sizes { get; }
}
