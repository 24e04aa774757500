using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>A kernel that is written once for all vector widths.</summary>
internal interface ISimdKernel<T>
    where T : unmanaged, INumber<T>
{
    void Invoke<V>() where V : unmanaged, ISimdVector<V, T>;
}

/// <summary>
/// Runs kernels with the widest vectors that the hardware has and that <see cref="SimdWidth.Limit"/> allows.
/// </summary>
internal static class Simd
{
    public static void Run<T, TKernel>(ref TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ISimdKernel<T>, allows ref struct
    {
        if (SimdWidth.Has512) kernel.Invoke<Simd512<T>>();
        else RunNarrow<T, TKernel>(ref kernel);
    }

    // A separate method, so that the types of narrower vectors are loaded only if they are used.
    private static void RunNarrow<T, TKernel>(ref TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ISimdKernel<T>, allows ref struct
    {
        if (SimdWidth.Has256) kernel.Invoke<Simd256<T>>();
        else if (SimdWidth.Has128) kernel.Invoke<Simd128<T>>();
        else kernel.Invoke<Simd1<T>>();
    }
}

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

    /// <summary>True if vectors of 512 bits may be used for so many numbers, which must fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Use512<T>(int count) => Has512 && count >= Vector512<T>.Count;

    /// <summary>True if vectors of 256 bits may be used for so many numbers, which must fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Use256<T>(int count) => Has256 && count >= Vector256<T>.Count;

    /// <summary>True if vectors of 128 bits may be used for so many numbers, which must fill at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Use128<T>(int count) => Has128 && count >= Vector128<T>.Count;
}
