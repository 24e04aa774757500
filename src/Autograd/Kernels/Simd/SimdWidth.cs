using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Which registers kernels use: the widest that the hardware has, up to a limit by which tests force each width in turn.</summary>
internal static class SimdWidth
{
    /// <summary>In bits: 512, 256 or 128, or 0 for one number at a time. It applies to all threads.</summary>
    internal static int Limit = 512;

    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Limit >= 512;
    }

    public static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && Limit >= 256;
    }

    public static bool Has128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated && Limit >= 128;
    }

    /// <summary>Whether so many numbers fill a register of 512 bits, and there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits512<T>(int count) => Has512 && count >= Vector512<T>.Count;

    /// <summary>Whether so many numbers fill a register of 256 bits, and there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits256<T>(int count) => Has256 && count >= Vector256<T>.Count;

    /// <summary>Whether so many numbers fill a register of 128 bits, and there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits128<T>(int count) => Has128 && count >= Vector128<T>.Count;
}
