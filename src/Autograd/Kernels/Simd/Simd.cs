using System.Numerics;

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
