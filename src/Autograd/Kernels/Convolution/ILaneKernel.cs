using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>A kernel that is made of matrix products' <see cref="ILanes{T, V}"/>, for any element type.</summary>
internal interface ILaneKernel
{
    void Invoke<T, V, L>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>;
}

/// <summary>Runs kernels with the widest lanes that the hardware has and that <see cref="SimdWidth.Limit"/> allows.</summary>
internal static class LaneKernels
{
    public static void Run<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ILaneKernel
    {
        if (SimdWidth.Has512)
            Run512<T, TKernel>(kernel);
        else if (SimdWidth.Has256)
            Run256<T, TKernel>(kernel);
        else if (SimdWidth.Has128)
            Run128<T, TKernel>(kernel);
        else
            kernel.Invoke<T, T, LanesScalar<T>>();
    }

    // Separate methods, so that the types of other widths are not loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run512<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ILaneKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector512<float>, SingleLanes512>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector512<double>, DoubleLanes512>();
        else
            kernel.Invoke<T, Vector512<T>, Lanes512<T>>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run256<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ILaneKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector256<float>, SingleLanes256>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector256<double>, DoubleLanes256>();
        else
            kernel.Invoke<T, Vector256<T>, Lanes256<T>>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run128<T, TKernel>(TKernel kernel)
        where T : unmanaged, INumber<T>
        where TKernel : struct, ILaneKernel
    {
        if (typeof(T) == typeof(float))
            kernel.Invoke<float, Vector128<float>, SingleLanes128>();
        else if (typeof(T) == typeof(double))
            kernel.Invoke<double, Vector128<double>, DoubleLanes128>();
        else
            kernel.Invoke<T, Vector128<T>, Lanes128<T>>();
    }
}
