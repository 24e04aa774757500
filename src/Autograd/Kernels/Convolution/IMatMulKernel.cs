using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>A kernel that is made of matrix products' <see cref="IMatMulSimd{T, V}"/>, for any element type.</summary>
internal interface IMatMulKernel
{
    void Invoke<T, V, S>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>;
}

/// <summary>Runs kernels with the widest vectors that the hardware has and that <see cref="SimdWidth.Limit"/> allows.</summary>
internal static class MatMulKernels
{
    public static void Run<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, IMatMulKernel
    {
        if (SimdWidth.Has512)
            Run512<T, TKernel>(kernel);
        else if (SimdWidth.Has256)
            Run256<T, TKernel>(kernel);
        else if (SimdWidth.Has128)
            Run128<T, TKernel>(kernel);
        else
            kernel.Invoke<T, T, MatMulSimdScalar<T>>();
    }

    // Separate methods, so that the types of other widths are not loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run512<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, IMatMulKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector512<float>, MatMulSimd512Float>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector512<double>, MatMulSimd512Double>();
        else
            kernel.Invoke<T, Vector512<T>, MatMulSimd512<T>>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run256<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, IMatMulKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector256<float>, MatMulSimd256Float>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector256<double>, MatMulSimd256Double>();
        else
            kernel.Invoke<T, Vector256<T>, MatMulSimd256<T>>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run128<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, IMatMulKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector128<float>, MatMulSimd128Float>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector128<double>, MatMulSimd128Double>();
        else
            kernel.Invoke<T, Vector128<T>, MatMulSimd128<T>>();
    }
}
