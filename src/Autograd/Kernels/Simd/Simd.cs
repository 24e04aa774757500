using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>A kernel over floating numbers that is written once for every register width.</summary>
internal interface ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>;
}

/// <summary>Runs kernels at the widest registers that the hardware has.</summary>
internal static class Simd
{
    /// <summary>Forces a register width, for tests only; it applies to all threads.</summary>
    internal static SimdPath Path;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TKernel>(ref TKernel kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, ISimdKernel<T>, allows ref struct
    {
        var path = Path;
        if (Vector512.IsHardwareAccelerated && path is SimdPath.Widest or SimdPath.Vector512)
            kernel.Invoke<Vector512<T>, Lanes512<T>, MathLanes512<T>>();
        else if (Vector256.IsHardwareAccelerated && path is SimdPath.Widest or SimdPath.Vector256)
            kernel.Invoke<Vector256<T>, Lanes256<T>, MathLanes256<T>>();
        else if (Vector128.IsHardwareAccelerated && path is SimdPath.Widest or SimdPath.Vector128)
            kernel.Invoke<Vector128<T>, Lanes128<T>, MathLanes128<T>>();
        else
            kernel.Invoke<T, LanesScalar<T>, MathLanesScalar<T>>();
    }
}

/// <summary>Which registers kernels use; tests force each of them in turn.</summary>
internal enum SimdPath
{
    /// <summary>The widest registers that the hardware has.</summary>
    Widest,
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}
