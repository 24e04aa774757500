using System.Runtime.InteropServices;
using System.Text.Json;

namespace Autograd.Tests.MixedPrecision;

/// <summary>Tensors of 16-bit floating types from bits, and back.</summary>
internal static class HalfBits
{
    public static DType TypeNamed(string name) => Enum.GetValues<DType>().Single(dtype => dtype.TorchName() == name);

    public static ushort[] Read(JsonElement element) => [.. element.EnumerateArray().Select(bits => bits.GetUInt16())];

    public static Tensor ToTensor(ushort[] bits, DType dtype, Shape? shape = null)
    {
        shape ??= Shape.Create(bits.Length);
        return dtype == DType.Float16
            ? Tensor.From<Half>(MemoryMarshal.Cast<ushort, Half>(bits), shape)
            : Tensor.From<BFloat16>(MemoryMarshal.Cast<ushort, BFloat16>(bits), shape);
    }

    public static ushort[] Of(Tensor x) => x.DType == DType.Float16
        ? MemoryMarshal.Cast<Half, ushort>(x.ToArray<Half>()).ToArray()
        : MemoryMarshal.Cast<BFloat16, ushort>(x.ToArray<BFloat16>()).ToArray();

    /// <summary>The bits with every NaN made the same one.</summary>
    public static ushort[] Canonical(ushort[] bits, DType dtype)
    {
        var infinity = dtype == DType.Float16 ? 0x7c00 : 0x7f80;
        return Array.ConvertAll(bits, b => (b & 0x7fff) > infinity ? (ushort)0x7fff : b);
    }
}
