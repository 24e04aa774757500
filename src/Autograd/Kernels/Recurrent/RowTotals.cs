using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Sums rows for the gradient of a bias, while they are in the cache.</summary>
internal static class RowTotals
{
    /// <summary>The most rows that are added one after the other. More rows are summed pairwise.</summary>
    private const int RowsAtOnce = 128;

    /// <summary>Adds every row to <paramref name="total"/>, unless that is empty.</summary>
    public static unsafe void Add<T>(ReadOnlySpan<T> rows, Span<T> total)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows.Length < total.Length || total.IsEmpty) return;
        var count = rows.Length / total.Length;
        if (count > RowsAtOnce)
        {
            AddMany(rows, total, count);
            return;
        }

        fixed (T* x = rows, y = total)
        {
            var kernel = new Kernel<T>(x, y, count, total.Length);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    private static void AddMany<T>(ReadOnlySpan<T> rows, Span<T> total, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(total.Length);
        var sums = rented.AsSpan(0, total.Length);
        Reduce.Block<T, SumReducer<T>>(rows[..(count * total.Length)], sums, 1, count, total.Length);
        TensorPrimitives.Add(total, sums, total);
        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>Sums one vector of columns at a time, which stays in a register over all rows.</summary>
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
