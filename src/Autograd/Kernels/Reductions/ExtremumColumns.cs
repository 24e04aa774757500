using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the extremum of each column of a block, and its index, by streaming over the rows.</summary>
internal static unsafe class ExtremumColumns
{
    /// <summary>The most columns of a panel: the extrema so far stay in the first-level cache.</summary>
    private const int PanelWidth = 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices, OuterDimInner walk)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        if (values.IsEmpty) return;
        fixed (T* from = x, best = values)
        fixed (long* at = indices)
        {
            var kernel = new Kernel<T, TOrder>(from, best, at, walk);
            Simd.Run<T, Kernel<T, TOrder>>(ref kernel);
        }
    }

    private readonly struct Kernel<T, TOrder>(T* x, T* values, long* indices, OuterDimInner walk) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            var (length, inner) = (walk.Length, walk.Inner);
            var rows = stackalloc T[PanelWidth];
            for (var o = 0; o < walk.Outer; o++)
            {
                if (inner < V.Count && length >= V.Count / inner)
                {
                    Narrow<V>(
                        x + o * length * inner, length, inner, values + o * inner, indices + o * inner, rows, rows + PanelWidth / 2);
                    continue;
                }

                for (var column = 0; column < inner; column += PanelWidth)
                {
                    var width = Math.Min(PanelWidth, inner - column);
                    var at = o * inner + column;
                    Panel<V>(x + o * length * inner + column, length, inner, width, values + at, rows);
                    for (var j = 0; j < width; j++) indices[at + j] = LaneIndex.ToInt64(rows[j]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Panel<V>(T* x, int length, int stride, int width, T* best, T* rows)
            where V : unmanaged, ISimdVector<V, T>
        {
            new ReadOnlySpan<T>(x, width).CopyTo(new Span<T>(best, width));
            new Span<T>(rows, width).Fill(LaneIndex.FromInt32<T>(0));
            for (var k = 1; k < length; k++)
            {
                x += stride;
                var row = V.Create(LaneIndex.FromInt32<T>(k));
                var j = 0;
                for (; j <= width - V.Count; j += V.Count)
                {
                    V candidate = V.Load(x + j), present = V.Load(best + j);
                    var isBetter = TOrder.IsGreatest ? V.ComesBefore(present, candidate) : V.ComesBefore(-present, -candidate);
                    V.Store(best + j, V.Select(isBetter, candidate, present));
                    V.Store(rows + j, V.Select(isBetter, row, V.Load(rows + j)));
                }

                for (; j < width; j++)
                {
                    var isBetter = TOrder.IsBetter(x[j], best[j]) || (T.IsNaN(x[j]) && !T.IsNaN(best[j]));
                    best[j] = isBetter ? x[j] : best[j];
                    rows[j] = isBetter ? LaneIndex.FromInt32<T>(k) : rows[j];
                }
            }
        }

        /// <summary>
        /// Finds the extrema of rows shorter than a vector, several rows at a time. A lane keeps the extremum of the
        /// rows that it has read; in the end the lanes of a column are compared.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Narrow<V>(T* x, int length, int inner, T* best, long* indices, T* lanes, T* groups)
            where V : unmanaged, ISimdVector<V, T>
        {
            var rowsPerVector = V.Count / inner;
            var count = length / rowsPerVector;
            var mask = V.FirstMask(rowsPerVector * inner);
            var present = V.LoadFirst(x, mask);
            var group = V.Create(LaneIndex.FromInt32<T>(0));
            var from = x;
            for (var k = 1; k < count; k++)
            {
                from += rowsPerVector * inner;
                var candidate = V.LoadFirst(from, mask);
                var isBetter = TOrder.IsGreatest ? V.ComesBefore(present, candidate) : V.ComesBefore(-present, -candidate);
                present = V.Select(isBetter, candidate, present);
                group = V.Select(isBetter, V.Create(LaneIndex.FromInt32<T>(k)), group);
            }

            V.Store(lanes, present);
            V.Store(groups, group);
            for (var i = 0; i < inner; i++)
            {
                (best[i], indices[i]) = (lanes[i], LaneIndex.ToInt64(groups[i]) * rowsPerVector);
                for (var r = 1; r < rowsPerVector; r++)
                    Update(lanes[r * inner + i], LaneIndex.ToInt64(groups[r * inner + i]) * rowsPerVector + r, ref best[i], ref indices[i]);
                for (var k = count * rowsPerVector; k < length; k++) Update(x[k * inner + i], k, ref best[i], ref indices[i]);
            }
        }

        /// <summary>Replaces the extremum by a candidate that is better, or equal and of an earlier row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Update(T candidate, long row, ref T best, ref long index)
        {
            var isBetter = TOrder.IsBetter(candidate, best) && !T.IsNaN(best) || T.IsNaN(candidate) && !T.IsNaN(best);
            var isEarlier = row < index && (candidate == best || T.IsNaN(candidate) && T.IsNaN(best));
            if (isBetter || isEarlier) (best, index) = (candidate, row);
        }
    }
}
