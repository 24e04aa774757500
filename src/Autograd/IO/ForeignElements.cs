using System.Buffers.Binary;

namespace Autograd.IO;

/// <summary>Element types that files have and tensors have not: read only as another type that holds their values.</summary>
internal enum ForeignType
{
    UInt16,
    UInt32,
    UInt64,
    Float8E4M3,
    Float8E5M2,
}

/// <summary>Reads elements of a <see cref="ForeignType"/>.</summary>
internal static class ForeignElements
{
    public static int ItemSize(this ForeignType type) => type switch
    {
        ForeignType.UInt16 => 2,
        ForeignType.UInt32 => 4,
        ForeignType.UInt64 => 8,
        _ => 1,
    };

    /// <summary>The types that hold every value, or nearly: UInt64 may exceed Int64 (an error), and rounds to Float64.</summary>
    public static DType[] Targets(this ForeignType type) => type switch
    {
        ForeignType.UInt16 => [DType.Int32, DType.Int64, DType.Float32, DType.Float64],
        ForeignType.UInt32 or ForeignType.UInt64 => [DType.Int64, DType.Float64],
        _ => [DType.Float16, DType.BFloat16, DType.Float32, DType.Float64],
    };

    /// <summary>Checks the type that the caller asks for.</summary>
    /// <param name="type">The type in the file.</param>
    /// <param name="dtype">The type asked for, if any.</param>
    /// <param name="source">The file.</param>
    /// <param name="content">What has the type, with its name in the file.</param>
    /// <param name="call">The call that converts, up to its argument <c>dtype</c>.</param>
    /// <exception cref="NotSupportedException">None was asked for, or one that does not hold the values.</exception>
    public static DType Check(this ForeignType type, DType? dtype, FileContext source, string content, string call)
    {
        if (dtype is { } target && type.Targets().Contains(target)) return target;
        var ways = string.Join(" or ", type.Targets().Select(way => $"DType.{way}"));
        var other = dtype is null ? "" : $", nor does {dtype} hold its values";
        throw source.Unsupported($"{content}, which no tensor has{other}; use {call}dtype: {ways})");
    }

    /// <summary>Reads the elements, converted to one of <see cref="Targets"/>.</summary>
    public static Tensor Read(ByteSource source, Shape shape, ForeignType type, DType dtype, string content, bool isBigEndian = false)
    {
        var isFloat = type is ForeignType.Float8E4M3 or ForeignType.Float8E5M2 || dtype == DType.Float64;
        var wide = Tensor.Uninitialized(shape, !isFloat ? DType.Int64 : dtype == DType.Float64 ? dtype : DType.Float32);
        if (wide.DType == DType.Int64) Fill<long>(wide);
        else if (wide.DType == DType.Float64) Fill<double>(wide);
        else Fill<float>(wide);
        return wide.To(dtype);

        void Fill<T>(Tensor result) where T : unmanaged, System.Numerics.INumber<T>
        {
            using var resultData = result.Write();
            var elements = resultData.Span<T>();
            var size = type.ItemSize();
            var block = new byte[Math.Min((long)elements.Length * size, ElementBytes.Block)];
            for (var i = 0; i < elements.Length;)
            {
                var bytes = block.AsSpan(0, (int)Math.Min(((long)elements.Length - i) * size, block.Length));
                var start = source.Position;
                source.Read(bytes, content);
                for (var at = 0; at < bytes.Length; at += size, i++)
                {
                    elements[i] = type switch
                    {
                        ForeignType.UInt16 or ForeignType.UInt32 => T.CreateTruncating(Unsigned(bytes.Slice(at, size))),
                        ForeignType.UInt64 => OfUInt64<T>(Unsigned(bytes[at..]), start + at),
                        ForeignType.Float8E5M2 => T.CreateTruncating(BitConverter.UInt16BitsToHalf((ushort)(bytes[at] << 8))),
                        _ => T.CreateTruncating(OfE4M3(bytes[at])),
                    };
                }
            }
        }

        ulong Unsigned(ReadOnlySpan<byte> bytes) => (type, isBigEndian) switch
        {
            (ForeignType.UInt16, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (ForeignType.UInt16, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (ForeignType.UInt32, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (ForeignType.UInt32, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };

        T OfUInt64<T>(ulong value, long position) where T : System.Numerics.INumber<T> =>
            typeof(T) != typeof(long) || value <= long.MaxValue ? T.CreateTruncating(value)
                : throw source.Context.Unsupported($"{content}: {value} is more than Int64 holds; use dtype: DType.Float64", position);
    }

    /// <summary>
    /// The value of a sign, 4 bits of an exponent with bias 7, and 3 bits of a significand: without infinities, and with
    /// one NaN of each sign (arXiv:2209.05433).
    /// </summary>
    internal static float OfE4M3(byte bits)
    {
        var (exponent, significand) = ((bits >> 3) & 15, bits & 7);
        if ((bits & 0x7f) == 0x7f) return float.NaN;
        var magnitude = exponent == 0 ? MathF.ScaleB(significand, -9) : MathF.ScaleB(8 + significand, exponent - 10);
        return bits > 127 ? -magnitude : magnitude;
    }
}
