using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Integers in the bits of floating numbers, so that vectors of floats can hold indices, select them and permute by
/// them.
/// </summary>
internal static class LaneIndex
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromInt32<T>(int number) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<int, T>(number) : Unsafe.BitCast<long, T>(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64<T>(T bits) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, int>(bits) : Unsafe.BitCast<T, long>(bits);
}
