using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The gradient of a bias: the sum of rows, taken while they are in the cache.</summary>
internal static class RowTotals
{
    /// <summary>Adds every row to <paramref name="total"/>, one after the other, unless that is empty.</summary>
    public static unsafe void Add<T>(ReadOnlySpan<T> rows, Span<T> total)
        where T : unmanaged, INumber<T>
    {
        if (rows.Length < total.Length || total.IsEmpty) return;
        fixed (T* x = rows, y = total)
        {
            var kernel = new Kernel<T>(x, y, rows.Length / total.Length, total.Length);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    /// <summary>A register of columns at a time, which stays where it is while the rows pass by.</summary>
    private readonly unsafe struct Kernel<T>(T* x, T* y, int rows, int columns) : ISimdKernel<T>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            var left = 0;
            for (; left <= columns - V.Count; left += V.Count)
            {
                var sum = V.Load(y + left);
                for (nint k = 0; k < rows; k++) sum += V.Load(x + k * columns + left);
                V.Store(y + left, sum);
            }

            if (left == columns) return;
            var mask = V.FirstMask(columns - left);
            var last = V.LoadFirst(y + left, mask);
            for (nint k = 0; k < rows; k++) last += V.LoadFirst(x + k * columns + left, mask);
            V.StoreFirst(y + left, last, mask);
        }
    }
}
