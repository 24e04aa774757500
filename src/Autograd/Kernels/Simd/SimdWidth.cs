using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>
/// The vector widths that kernels use: the widest that the hardware has, up to a limit with which tests force each
/// width in turn.
/// </summary>
internal static class SimdWidth
{
    /// <summary>The limit in bits: 512, 256 or 128, or 0 for one number at a time. It applies to all threads.</summary>
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

    /// <summary>True if the hardware has vectors of 512 bits and so many numbers fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits512<T>(int count) => Has512 && count >= Vector512<T>.Count;

    /// <summary>True if the hardware has vectors of 256 bits and so many numbers fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits256<T>(int count) => Has256 && count >= Vector256<T>.Count;

    /// <summary>True if the hardware has vectors of 128 bits and so many numbers fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits128<T>(int count) => Has128 && count >= Vector128<T>.Count;
}
