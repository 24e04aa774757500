using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>x ← exp(x − shift) for each row of a matrix and its own shift.</summary>
internal readonly unsafe struct ExpRows<T>(T* x, T* shifts, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var row = x;
        for (var o = 0; o < rows; o++, row += length) ExpSums.Sum<T, V>(row, shifts[o], row, length);
    }
}
