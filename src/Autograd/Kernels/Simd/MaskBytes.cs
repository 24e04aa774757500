using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Converts booleans between bytes in memory and the lanes of a mask, which have all bits set or none.
/// </summary>
internal static unsafe class MaskBytes
{
    /// <summary>Writes the lanes of a mask as bytes that are 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> mask, ref byte target) where T : unmanaged
    {
        if (Avx512BW.IsSupported && sizeof(T) == 8)
            Unsafe.WriteUnaligned(ref target, Avx512F.ConvertToVector128Byte(mask.AsUInt64()).AsUInt64()[0] & 0x0101010101010101);
        else if (Avx512BW.IsSupported && sizeof(T) == 4)
            (Avx512F.ConvertToVector128Byte(mask.AsUInt32()) & Vector128<byte>.One).StoreUnsafe(ref target);
        else if (Avx512BW.IsSupported && sizeof(T) == 2)
            (Avx512BW.ConvertToVector256Byte(mask.AsUInt16()) & Vector256<byte>.One).StoreUnsafe(ref target);
        else if (sizeof(T) == 1)
            (mask.AsByte() & Vector512<byte>.One).StoreUnsafe(ref target);
        else
        {
            Store(mask.GetLower(), ref target);
            Store(mask.GetUpper(), ref Unsafe.Add(ref target, Vector256<T>.Count));
        }
    }

    /// <inheritdoc cref="Store{T}(Vector512{T}, ref byte)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> mask, ref byte target) where T : unmanaged
    {
        var (low, high) = (mask.GetLower(), mask.GetUpper());
        if (sizeof(T) == 8) StoreInts(Vector128.Narrow(low.AsInt64(), high.AsInt64()), ref target);
        else if (sizeof(T) == 4) StoreShorts(Vector128.Narrow(low.AsInt32(), high.AsInt32()), ref target);
        else if (sizeof(T) == 2) (Vector128.Narrow(low.AsUInt16(), high.AsUInt16()) & Vector128<byte>.One).StoreUnsafe(ref target);
        else (mask.AsByte() & Vector256<byte>.One).StoreUnsafe(ref target);
    }

    /// <inheritdoc cref="Store{T}(Vector512{T}, ref byte)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<T> mask, ref byte target) where T : unmanaged
    {
        if (sizeof(T) == 8)
        {
            var ints = Vector128.Narrow(mask.AsInt64(), mask.AsInt64());
            Unsafe.WriteUnaligned(ref target, (ushort)(Bytes(Vector128.Narrow(ints, ints)) & 0x0101));
        }
        else if (sizeof(T) == 4) StoreInts(mask.AsInt32(), ref target);
        else if (sizeof(T) == 2) StoreShorts(mask.AsInt16(), ref target);
        else (mask.AsByte() & Vector128<byte>.One).StoreUnsafe(ref target);
    }

    /// <summary>Reads a mask of 512 bits from one byte per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load512<T>(ref readonly byte source) where T : unmanaged
    {
        if (sizeof(T) == 1) return Vector512.GreaterThan(Vector512.LoadUnsafe(in source), Vector512<byte>.Zero).As<byte, T>();
        return Vector512.Create(
            Load256<T>(in source), Load256<T>(ref Unsafe.Add(ref Unsafe.AsRef(in source), Vector256<T>.Count)));
    }

    /// <summary>Reads a mask of 256 bits from one byte per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T>(ref readonly byte source) where T : unmanaged
    {
        if (sizeof(T) == 1) return Vector256.GreaterThan(Vector256.LoadUnsafe(in source), Vector256<byte>.Zero).As<byte, T>();
        if (Avx2.IsSupported && sizeof(T) == 8)
            return (-Avx2.ConvertToVector256Int64(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(in source)).AsByte())).As<long, T>();
        if (Avx2.IsSupported && sizeof(T) == 4)
            return (-Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(in source)).AsByte())).As<int, T>();
        return Vector256.Create(
            Load128<T>(in source), Load128<T>(ref Unsafe.Add(ref Unsafe.AsRef(in source), Vector128<T>.Count)));
    }

    /// <summary>Reads a mask of 128 bits from one byte per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load128<T>(ref readonly byte source) where T : unmanaged
    {
        if (sizeof(T) == 1) return Vector128.GreaterThan(Vector128.LoadUnsafe(in source), Vector128<byte>.Zero).As<byte, T>();
        ulong bytes = sizeof(T) == 2 ? Unsafe.ReadUnaligned<ulong>(in source)
            : sizeof(T) == 4 ? Unsafe.ReadUnaligned<uint>(in source)
            : Unsafe.ReadUnaligned<ushort>(in source);
        var shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte());
        if (sizeof(T) == 2) return (-shorts.AsInt16()).As<short, T>();
        var ints = Vector128.WidenLower(shorts);
        return sizeof(T) == 4 ? (-ints.AsInt32()).As<int, T>() : (-Vector128.WidenLower(ints).AsInt64()).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInts(Vector128<int> mask, ref byte target) =>
        Unsafe.WriteUnaligned(ref target, (uint)(Bytes(Vector128.Narrow(mask, mask)) & 0x01010101));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreShorts(Vector128<short> mask, ref byte target) =>
        Unsafe.WriteUnaligned(ref target, Bytes(mask) & 0x0101010101010101);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bytes(Vector128<short> mask) => Vector128.Narrow(mask, mask).AsUInt64()[0];
}
