using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the extremum of each row of a matrix, and its index: the first of equal ones, and NaN before everything.</summary>
internal static unsafe class ExtremumRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        fixed (T* from = x, best = values)
        fixed (long* at = indices)
        {
            var kernel = new Kernel<T, TOrder>(from, best, at, values.Length, length);
            Simd.Run<T, Kernel<T, TOrder>>(ref kernel);
        }
    }

    private readonly struct Kernel<T, TOrder>(T* x, T* values, long* indices, int rows, int length) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V, L, M>()
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            var row = x;
            var count = length;
            var isShort = L.Count > 1 && count <= L.Count;
            var mask = L.FirstMask(count);
            for (var o = 0; o < rows; o++, row += count)
            {
                var at = isShort ? Short<V, L, M>(row, mask) : Long<V, L, M>(row, count);
                indices[o] = at;
                values[o] = row[at];
            }
        }

        /// <summary>A row that one register holds. The first element takes the lanes behind the last: it comes before them.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Short<V, L, M>(T* row, V mask)
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            var v = M.Select(mask, L.LoadFirst(row, mask), L.Broadcast(*row));
            var nan = M.FirstNaN(v);
            if (nan >= 0) return nan;
            if (!TOrder.IsGreatest) v = M.Negate(v);
            return M.FirstEqual(v, L.Broadcast(M.MaxAcross(v)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Long<V, L, M>(T* row, int count)
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            // x − x is 0 but for NaN and infinities, which are then looked at with care.
            V best0 = L.Broadcast(TOrder.IsGreatest ? *row : -*row), best1 = best0;
            V zero0 = L.Broadcast(T.Zero), zero1 = zero0;
            var k = 0;
            for (; k <= count - 2 * L.Count; k += 2 * L.Count)
            {
                V v0 = L.Load(row + k), v1 = L.Load(row + k + L.Count);
                zero0 = L.Add(zero0, M.Subtract(v0, v0));
                zero1 = L.Add(zero1, M.Subtract(v1, v1));
                best0 = M.MaxNative(best0, TOrder.IsGreatest ? v0 : M.Negate(v0));
                best1 = M.MaxNative(best1, TOrder.IsGreatest ? v1 : M.Negate(v1));
            }

            var best = M.MaxAcross(M.MaxNative(best0, best1));
            if (!TOrder.IsGreatest) best = -best;
            var zero = L.Sum(L.Add(zero0, zero1));
            for (; k < count; k++)
            {
                zero += row[k] - row[k];
                if (TOrder.IsBetter(row[k], best)) best = row[k];
            }

            if (T.IsNaN(zero) && First<V, L, M>(row, count, T.NaN) is >= 0 and var nan) return nan;
            return First<V, L, M>(row, count, best);
        }

        /// <summary>Where a number is first, or NaN; −1 if nowhere.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int First<V, L, M>(T* row, int count, T value)
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            var isNaN = T.IsNaN(value);
            var wanted = L.Broadcast(value);
            var k = 0;
            for (; k <= count - L.Count; k += L.Count)
            {
                var v = L.Load(row + k);
                var at = isNaN ? M.FirstNaN(v) : M.FirstEqual(v, wanted);
                if (at >= 0) return k + at;
            }

            for (; k < count; k++)
                if (isNaN ? T.IsNaN(row[k]) : row[k] == value) return k;
            return -1;
        }
    }
}
