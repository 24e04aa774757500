using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Variances of blocks of rows, in two passes: the mean first, so that nothing cancels.</summary>
internal static unsafe class Variance
{
    /// <summary>y[o, i] = Σₖ (x[o, k, i] − mean)² / divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        var rented = ArrayPool<T>.Shared.Rent(y.Length);
        var means = rented.AsSpan(0, y.Length);
        Fold.Block<T, SumFold<T>>(x, means, outer, length, inner);
        Sum.Divide(means, length);
        fixed (T* from = x, mean = means, to = y)
        {
            var kernel = new Kernel<T>(from, mean, to, outer, length, inner);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }

        Sum.Divide(y, divisor);
        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>The sum of a row's squared deviations. A long row is cut up, so that its sum is one of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T OfRow<T, V, L, M>(T* x, int count, T mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        const int ElementsAtOnce = 4096;
        var total = T.Zero;
        for (var at = 0; at < count; at += ElementsAtOnce)
            total += Part<T, V, L, M>(x + at, Math.Min(ElementsAtOnce, count - at), L.Broadcast(mean));
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Part<T, V, L, M>(T* x, int count, V mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V sum0 = L.Broadcast(T.Zero), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        var k = 0;
        for (; k <= count - 4 * L.Count; k += 4 * L.Count)
        {
            sum0 = AddSquare<T, V, L, M>(sum0, L.Load(x + k), mean);
            sum1 = AddSquare<T, V, L, M>(sum1, L.Load(x + k + L.Count), mean);
            sum2 = AddSquare<T, V, L, M>(sum2, L.Load(x + k + 2 * L.Count), mean);
            sum3 = AddSquare<T, V, L, M>(sum3, L.Load(x + k + 3 * L.Count), mean);
        }

        for (; k <= count - L.Count; k += L.Count) sum0 = AddSquare<T, V, L, M>(sum0, L.Load(x + k), mean);
        if (k < count)
        {
            var mask = L.FirstMask(count - k);
            sum1 = AddSquare<T, V, L, M>(sum1, M.Select(mask, L.LoadFirst(x + k, mask), mean), mean);
        }

        return L.Sum(L.Add(L.Add(sum0, sum1), L.Add(sum2, sum3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AddSquare<T, V, L, M>(V sum, V v, V mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var deviation = M.Subtract(v, mean);
        return M.FusedMultiplyAdd(deviation, deviation, sum);
    }

    /// <summary>The sums of the squared deviations.</summary>
    private readonly struct Kernel<T>(T* x, T* means, T* y, int outer, int length, int inner) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V, L, M>()
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            if (inner == 1)
            {
                for (var o = 0; o < outer; o++) y[o] = OfRow<T, V, L, M>(x + o * length, length, means[o]);
                return;
            }

            var panels = new ColumnPanels(length, inner, L.Count);
            var room = stackalloc T[2 * ColumnPanels.MaxWidth];
            for (var o = 0; o < outer; o++)
                for (var column = 0; column < inner; column += panels.Width)
                    Panel<V, L, M>(o, column, panels, room, room + ColumnPanels.MaxWidth);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Panel<V, L, M>(int o, int column, ColumnPanels panels, T* mean, T* sum)
            where V : unmanaged
            where L : struct, ILanes<T, V>
            where M : struct, IMathLanes<T, V>
        {
            var width = panels.WidthAt(column);
            var rows = x + o * length * inner + column;
            var at = o * inner + column;
            for (var j = 0; j < width; j++) mean[j] = means[at + (panels.Folds ? j % inner : j)];
            new Span<T>(sum, width).Clear();
            var (stride, end) = (panels.Stride, panels.End(width));
            for (var start = 0; start < end; start += stride)
            {
                var w = Math.Min(width, end - start);
                var row = rows + start;
                var j = 0;
                for (; j <= w - L.Count; j += L.Count)
                    L.Store(sum + j, AddSquare<T, V, L, M>(L.Load(sum + j), L.Load(row + j), L.Load(mean + j)));
                if (j == w) continue;
                var mask = L.FirstMask(w - j);
                L.StoreFirst(
                    sum + j,
                    AddSquare<T, V, L, M>(L.LoadFirst(sum + j, mask), L.LoadFirst(row + j, mask), L.LoadFirst(mean + j, mask)), mask);
            }

            if (panels.Folds) ColumnExpSums.Fold(sum, width, inner);
            var count = Math.Min(width, inner - column);
            new ReadOnlySpan<T>(sum, count).CopyTo(new Span<T>(y + at, count));
        }
    }
}
