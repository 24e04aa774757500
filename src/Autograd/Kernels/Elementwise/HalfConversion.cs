using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Conversions of spans between the floating types of 16 bits and <see cref="float"/>.</summary>
internal static class HalfConversion
{
    /// <summary>Converts to floats, which is exact.</summary>
    public static void Widen<T>(ReadOnlySpan<T> x, Span<float> y) where T : unmanaged
    {
        if (typeof(T) == typeof(Half)) TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<T, Half>(x), y);
        else WidenBFloat16(MemoryMarshal.Cast<T, ushort>(x), y[..x.Length]);
    }

    /// <summary>Rounds to nearest, ties to even.</summary>
    public static void Narrow<T>(ReadOnlySpan<float> x, Span<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(Half)) TensorPrimitives.ConvertToHalf(x, MemoryMarshal.Cast<T, Half>(y));
        else NarrowToBFloat16(x, MemoryMarshal.Cast<T, ushort>(y[..x.Length]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WidenBFloat16(ReadOnlySpan<ushort> x, Span<float> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            (low << 16).AsSingle().StoreUnsafe(ref to, (nuint)i);
            (high << 16).AsSingle().StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < x.Length; i++) y[i] = BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowToBFloat16(ReadOnlySpan<float> x, Span<ushort> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var low = UpperHalf(Vector256.LoadUnsafe(ref from, (nuint)i));
            var high = UpperHalf(Vector256.LoadUnsafe(ref from, (nuint)(i + Vector256<float>.Count)));
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++) y[i] = Unsafe.BitCast<BFloat16, ushort>((BFloat16)x[i]);
    }

    /// <summary>The rounding of <see cref="BFloat16"/>, whose bits are the lower 16 of each result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> UpperHalf(Vector256<float> x)
    {
        var bits = x.AsUInt32();
        var upper = bits >> 16;
        var rounded = (bits + Vector256.Create(0x7fffu) + (upper & Vector256<uint>.One)) >> 16;
        var isNumber = Vector256.Equals(x, x).AsUInt32();
        return Vector256.ConditionalSelect(isNumber, rounded, upper | Vector256.Create(0x40u));
    }
}
