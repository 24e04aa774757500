using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Which registers an elementwise kernel uses for so many numbers: the widest that they fill.</summary>
internal static class SimdWidth
{
    /// <summary>The widest registers in bits, 512, 256 or 128, or 0 for one number at a time; tests force each in turn.</summary>
    internal static int Limit = 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits512<T>(int count) =>
        Vector512.IsHardwareAccelerated && count >= Vector512<T>.Count && Limit >= 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits256<T>(int count) =>
        Vector256.IsHardwareAccelerated && count >= Vector256<T>.Count && Limit >= 256;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits128<T>(int count) =>
        Vector128.IsHardwareAccelerated && count >= Vector128<T>.Count && Limit >= 128;
}
