using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>x ← exp(x − shift) for each row of a matrix and its own shift.</summary>
internal readonly unsafe struct ExpRows<T>(T* x, T* shifts, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var row = x;
        for (var o = 0; o < rows; o++, row += length) ExpSums.Sum<T, V, L, M>(row, shifts[o], row, length);
    }
}
