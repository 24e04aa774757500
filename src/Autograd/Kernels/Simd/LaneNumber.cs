using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Whole numbers in the bits of floating ones, so that the same registers can hold, choose and permute by them.</summary>
internal static class LaneNumber
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(int number) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<int, T>(number) : Unsafe.BitCast<long, T>(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long In<T>(T bits) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, int>(bits) : Unsafe.BitCast<T, long>(bits);
}
