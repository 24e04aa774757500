using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Maps numbers to unsigned integers of the same order. 0 and −0 have one key, and every NaN has the greatest. Sorting,
/// selecting and counting ranks need no other order.
/// </summary>
internal static class SortKey
{
    /// <summary>The number of bits of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Bits<T>() where T : unmanaged => 8 * Unsafe.SizeOf<T>();

    /// <summary>The mask that reverses the order of keys by exclusive or; 0 keeps it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Flip<T>(bool descending) where T : unmanaged => descending ? ulong.MaxValue >> (64 - Bits<T>()) : 0;

    /// <summary>Returns the key of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T x) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            // The addition turns −0 into 0. A negative number's bits are inverted, and a positive one gets the highest
            // bit.
            var bits = Unsafe.BitCast<T, uint>(x + T.Zero);
            var key = bits ^ ((uint)((int)bits >> 31) | 1u << 31);
            return T.IsNaN(x) ? uint.MaxValue : key;
        }

        if (typeof(T) == typeof(double))
        {
            var bits = Unsafe.BitCast<T, ulong>(x + T.Zero);
            var key = bits ^ ((ulong)((long)bits >> 63) | 1ul << 63);
            return T.IsNaN(x) ? ulong.MaxValue : key;
        }

        if (typeof(T) == typeof(byte)) return Unsafe.BitCast<T, byte>(x);
        if (typeof(T) == typeof(sbyte)) return (byte)(Unsafe.BitCast<T, byte>(x) ^ 0x80);
        if (typeof(T) == typeof(short)) return (ushort)(Unsafe.BitCast<T, ushort>(x) ^ 0x8000);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<T, uint>(x) ^ 1u << 31;
        return Unsafe.BitCast<T, ulong>(x) ^ 1ul << 63;
    }
}
