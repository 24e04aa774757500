using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Variances of blocks of rows, in two passes: the mean first, so that nothing cancels.</summary>
internal static unsafe class Variance
{
    /// <summary>y[o, i] = Σₖ (x[o, k, i] − mean)² / divisor.</summary>
    public static void Block<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(y.Length);
        Block(x, rented.AsSpan(0, y.Length), y, outer, length, inner, divisor);
        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>mean[o, i] = Σₖ x[o, k, i] / length, and y[o, i] = Σₖ (x[o, k, i] − mean)² / divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block<T>(ReadOnlySpan<T> x, Span<T> means, Span<T> y, int outer, int length, int inner, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        Fold.Block<T, SumFold<T>>(x, means, outer, length, inner);
        Sum.Divide(means, length);
        fixed (T* from = x, mean = means, to = y)
        {
            var kernel = new Kernel<T>(from, mean, to, outer, length, inner);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }

        Sum.Divide(y, divisor);
    }

    /// <summary>The sum of a row's squared deviations. A long row is cut up, so that its sum is one of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T OfRow<T, V>(T* x, int count, T mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        const int ElementsAtOnce = 4096;
        var total = T.Zero;
        for (var at = 0; at < count; at += ElementsAtOnce)
            total += Part<T, V>(x + at, Math.Min(ElementsAtOnce, count - at), V.Create(mean));
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Part<T, V>(T* x, int count, V mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        V sum0 = V.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            sum0 = AddSquare<T, V>(sum0, V.Load(x + k), mean);
            sum1 = AddSquare<T, V>(sum1, V.Load(x + k + V.Count), mean);
            sum2 = AddSquare<T, V>(sum2, V.Load(x + k + 2 * V.Count), mean);
            sum3 = AddSquare<T, V>(sum3, V.Load(x + k + 3 * V.Count), mean);
        }

        for (; k <= count - V.Count; k += V.Count) sum0 = AddSquare<T, V>(sum0, V.Load(x + k), mean);
        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            sum1 = AddSquare<T, V>(sum1, V.Select(mask, V.LoadFirst(x + k, mask), mean), mean);
        }

        return V.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AddSquare<T, V>(V sum, V v, V mean)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        var deviation = v - mean;
        return V.MultiplyAdd(deviation, deviation, sum);
    }

    /// <summary>The sums of the squared deviations.</summary>
    private readonly struct Kernel<T>(T* x, T* means, T* y, int outer, int length, int inner) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            if (inner == 1)
            {
                for (var o = 0; o < outer; o++) y[o] = OfRow<T, V>(x + o * length, length, means[o]);
                return;
            }

            var panels = new ColumnPanels(length, inner, V.Count);
            var room = stackalloc T[2 * ColumnPanels.MaxWidth];
            for (var o = 0; o < outer; o++)
                for (var column = 0; column < inner; column += panels.Width)
                    Panel<V>(o, column, panels, room, room + ColumnPanels.MaxWidth);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Panel<V>(int o, int column, ColumnPanels panels, T* mean, T* sum)
            where V : unmanaged, ISimdVector<V, T>
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
                for (; j <= w - V.Count; j += V.Count)
                    V.Store(sum + j, AddSquare<T, V>(V.Load(sum + j), V.Load(row + j), V.Load(mean + j)));
                if (j == w) continue;
                var mask = V.FirstMask(w - j);
                V.StoreFirst(
                    sum + j,
                    AddSquare<T, V>(V.LoadFirst(sum + j, mask), V.LoadFirst(row + j, mask), V.LoadFirst(mean + j, mask)), mask);
            }

            if (panels.Folds) ColumnExpSums.Fold(sum, width, inner);
            var count = Math.Min(width, inner - column);
            new ReadOnlySpan<T>(sum, count).CopyTo(new Span<T>(y + at, count));
        }
    }
}
