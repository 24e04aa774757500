using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the extremum of each column of a block, and its index, by streaming over the rows.</summary>
internal static unsafe class ExtremumColumns
{
    /// <summary>The columns that are walked together: what is best so far stays in the first-level cache.</summary>
    private const int PanelWidth = 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices, DimWalk walk)
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

    private readonly struct Kernel<T, TOrder>(T* x, T* values, long* indices, DimWalk walk) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V, L, M>()
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            var (length, inner) = (walk.Length, walk.Inner);
            var rows = stackalloc T[PanelWidth];
            for (var o = 0; o < walk.Outer; o++)
            {
                for (var column = 0; column < inner; column += PanelWidth)
                {
                    var width = Math.Min(PanelWidth, inner - column);
                    var at = o * inner + column;
                    Panel<V, L, M>(x + o * length * inner + column, length, inner, width, values + at, rows);
                    for (var j = 0; j < width; j++) indices[at + j] = Row(rows[j]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Panel<V, L, M>(T* x, int length, int stride, int width, T* best, T* rows)
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            new ReadOnlySpan<T>(x, width).CopyTo(new Span<T>(best, width));
            new Span<T>(rows, width).Fill(Bits(0));
            for (var k = 1; k < length; k++)
            {
                x += stride;
                var row = L.Broadcast(Bits(k));
                var j = 0;
                for (; j <= width - L.Count; j += L.Count)
                {
                    V candidate = L.Load(x + j), present = L.Load(best + j);
                    var isBetter = TOrder.IsGreatest
                        ? M.ComesBefore(present, candidate)
                        : M.ComesBefore(M.Negate(present), M.Negate(candidate));
                    L.Store(best + j, M.Select(isBetter, candidate, present));
                    L.Store(rows + j, M.Select(isBetter, row, L.Load(rows + j)));
                }

                for (; j < width; j++)
                {
                    var isBetter = TOrder.IsBetter(x[j], best[j]) || (T.IsNaN(x[j]) && !T.IsNaN(best[j]));
                    best[j] = isBetter ? x[j] : best[j];
                    rows[j] = isBetter ? Bits(k) : rows[j];
                }
            }
        }

        /// <summary>The number of a row in the bits of a floating number, so that the same lanes can choose it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Bits(int row) => sizeof(T) == 4 ? Unsafe.BitCast<int, T>(row) : Unsafe.BitCast<long, T>(row);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static long Row(T bits) => sizeof(T) == 4 ? Unsafe.BitCast<T, int>(bits) : Unsafe.BitCast<T, long>(bits);
    }
}
