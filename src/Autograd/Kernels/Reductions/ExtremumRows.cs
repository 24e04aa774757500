using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Finds the extremum of each row of a matrix, and its index: the first of equal elements, and NaN before all numbers.
/// </summary>
internal static unsafe class ExtremumRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        fixed (T* from = x, best = values)
        fixed (long* at = indices)
            ParallelFor.Run(values.Length, length, new RowRange<T, TOrder>(from, best, at, length));
    }

    private readonly struct RowRange<T, TOrder>(T* x, T* values, long* indices, int length) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var kernel = new Kernel<T, TOrder>(x + (nint)start * length, values + start, indices + start, end - start, length);
            Simd.Run<T, Kernel<T, TOrder>>(ref kernel);
        }
    }

    private readonly struct Kernel<T, TOrder>(T* x, T* values, long* indices, int rows, int length) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            var row = x;
            var count = length;
            var isShort = V.Count > 1 && count <= V.Count;
            var mask = V.FirstMask(count);
            for (var o = 0; o < rows; o++, row += count)
            {
                var at = isShort ? Short<V>(row, mask) : Long<V>(row, count);
                indices[o] = at;
                values[o] = row[at];
            }
        }

        /// <summary>
        /// Finds the extremum of a row that fits into one vector. The first element fills the unused lanes: its own
        /// lane comes before them.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Short<V>(T* row, V mask)
            where V : unmanaged, ISimdVector<V, T>
        {
            var v = V.Select(mask, V.LoadFirst(row, mask), V.Create(*row));
            var nan = V.FirstNaN(v);
            if (nan >= 0) return nan;
            if (!TOrder.IsGreatest) v = -v;
            return V.FirstEqual(v, V.Create(V.MaxAcross(v)));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static int Long<V>(T* row, int count)
            where V : unmanaged, ISimdVector<V, T>
        {
            // x − x is 0 except for NaN and infinities. If a sum of such differences is NaN, the row is searched for
            // NaN.
            V best0 = V.Create(TOrder.IsGreatest ? *row : -*row), best1 = best0;
            V zero0 = V.Zero, zero1 = zero0;
            var k = 0;
            for (; k <= count - 2 * V.Count; k += 2 * V.Count)
            {
                V v0 = V.Load(row + k), v1 = V.Load(row + k + V.Count);
                zero0 += v0 - v0;
                zero1 += v1 - v1;
                best0 = V.MaxNative(best0, TOrder.IsGreatest ? v0 : -v0);
                best1 = V.MaxNative(best1, TOrder.IsGreatest ? v1 : -v1);
            }

            var best = V.MaxAcross(V.MaxNative(best0, best1));
            if (!TOrder.IsGreatest) best = -best;
            var zero = V.Sum(zero0 + zero1);
            for (; k < count; k++)
            {
                zero += row[k] - row[k];
                if (TOrder.IsBetter(row[k], best)) best = row[k];
            }

            if (T.IsNaN(zero) && First<V>(row, count, T.NaN) is >= 0 and var nan) return nan;
            return First<V>(row, count, best);
        }

        /// <summary>Returns the first index of a number, or of NaN; −1 if there is none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static int First<V>(T* row, int count, T value)
            where V : unmanaged, ISimdVector<V, T>
        {
            var isNaN = T.IsNaN(value);
            var wanted = V.Create(value);
            var k = 0;
            for (; k <= count - V.Count; k += V.Count)
            {
                var v = V.Load(row + k);
                var at = isNaN ? V.FirstNaN(v) : V.FirstEqual(v, wanted);
                if (at >= 0) return k + at;
            }

            for (; k < count; k++)
                if (isNaN ? T.IsNaN(row[k]) : row[k] == value) return k;
            return -1;
        }
    }
}
