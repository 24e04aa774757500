namespace Autograd.IO;

/// <summary>An element type of the safetensors format.</summary>
/// <param name="Code">Its name in the header.</param>
/// <param name="Bits">The bits of an element.</param>
/// <param name="DType">The library's type, if it has it.</param>
/// <param name="Foreign">What it can be read from as another type, if the library has not.</param>
internal sealed record SafeTensorsType(string Code, int Bits, DType? DType = null, ForeignType? Foreign = null)
{
    /// <summary>
    /// All types, in the order of the reference implementation, by which it sorts the tensors of a file: the last come
    /// first.
    /// </summary>
    private static readonly SafeTensorsType[] _all =
    [
        new("BOOL", 8, Autograd.DType.Bool),
        new("F4", 4),
        new("F6_E2M3", 6),
        new("F6_E3M2", 6),
        new("U8", 8, Autograd.DType.UInt8),
        new("I8", 8, Autograd.DType.Int8),
        new("F8_E5M2", 8, null, ForeignType.Float8E5M2),
        new("F8_E4M3", 8, null, ForeignType.Float8E4M3),
        new("F8_E8M0", 8),
        new("F8_E4M3FNUZ", 8),
        new("F8_E5M2FNUZ", 8),
        new("I16", 16, Autograd.DType.Int16),
        new("U16", 16, null, ForeignType.UInt16),
        new("F16", 16, Autograd.DType.Float16),
        new("BF16", 16, Autograd.DType.BFloat16),
        new("I32", 32, Autograd.DType.Int32),
        new("U32", 32, null, ForeignType.UInt32),
        new("F32", 32, Autograd.DType.Float32),
        new("C64", 64),
        new("F64", 64, Autograd.DType.Float64),
        new("I64", 64, Autograd.DType.Int64),
        new("U64", 64, null, ForeignType.UInt64),
    ];

    /// <summary>The place in the order of types.</summary>
    public int Rank => Array.IndexOf(_all, this);

    /// <summary>The type of a name in a header; null if there is none.</summary>
    public static SafeTensorsType? Find(string code) => Array.Find(_all, type => type.Code == code);

    public static SafeTensorsType Of(DType dtype) => Array.Find(_all, type => type.DType == dtype)!;
}
