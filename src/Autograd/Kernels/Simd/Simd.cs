using System.Numerics;

namespace Autograd.Kernels;

/// <summary>A kernel that is written once for every register width.</summary>
internal interface ISimdKernel<T>
    where T : unmanaged, INumber<T>
{
    void Invoke<V>() where V : unmanaged, ISimdVector<V, T>;
}

/// <summary>Runs kernels at the widest registers that the hardware has, or that a test left.</summary>
internal static class Simd
{
    public static void Run<T, TKernel>(ref TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ISimdKernel<T>, allows ref struct
    {
        if (SimdWidth.Has512) kernel.Invoke<Simd512<T>>();
        else RunNarrow<T, TKernel>(ref kernel);
    }

    // Apart, so that the types of narrower registers are not loaded where they are not used.
    private static void RunNarrow<T, TKernel>(ref TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ISimdKernel<T>, allows ref struct
    {
        if (SimdWidth.Has256) kernel.Invoke<Simd256<T>>();
        else if (SimdWidth.Has128) kernel.Invoke<Simd128<T>>();
        else kernel.Invoke<Simd1<T>>();
    }
}
