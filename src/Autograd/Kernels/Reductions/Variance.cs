using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Variances over one dimension of a block, in two passes: first the means, then the squared deviations.
/// </summary>
internal static unsafe class Variance
{
    /// <summary>
    /// y[o, i] = Σₖ (x[o, k, i] − mean)² / divisor, or its square root. Returns true if some had to be computed from
    /// <see cref="WideMoments"/>.
    /// </summary>
    public static bool Block<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, int divisor, bool root)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(y.Length);
        var isWide = Block(x, rented.AsSpan(0, y.Length), y, outer, length, inner, divisor, root);
        ArrayPool<T>.Shared.Return(rented);
        return isWide;
    }

    /// <summary>Computes y as the other overload does, and means[o, i] = Σₖ x[o, k, i] / length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Block<T>(
        ReadOnlySpan<T> x, Span<T> means, Span<T> y, int outer, int length, int inner, int divisor, bool root)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return false;
        Reduce.Block<T, SumReducer<T>>(x, means, outer, length, inner);
        Sum.Divide(means, length);
        fixed (T* from = x, mean = means, to = y)
        {
            var kernel = new Kernel<T>(from, mean, to, outer, length, inner);
            Simd.Run<T, Kernel<T>>(ref kernel);
            return Finish(from, mean, to, outer, length, inner, divisor, root);
        }
    }

    /// <summary>
    /// Computes the results from the sums of squares, or from wide moments where the sums are too inaccurate.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Finish<T>(T* x, T* means, T* y, int outer, int length, int inner, int divisor, bool root)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        List<(int At, T Value)>? wide = null;
        var (count, ratio) = (T.CreateTruncating(length), WideMoments.VarianceRatio<T>());
        for (var at = 0; length > 0 && at < outer * inner; at++)
        {
            var mean = y[at] / count;
            if (!WideMoments.AreNeeded(means[at], mean, ratio) && !(root && WideMoments.IsUnderflow(mean))) continue;
            var (o, i) = (at / inner, at % inner);
            var moments = WideMoments.Of(x + (nint)o * length * inner + i, length, inner);
            if (y[at] == T.Zero && moments.Squares == 0) continue;
            if (!T.IsFinite(means[at])) means[at] = T.CreateTruncating(moments.Mean);
            var variance = moments.Squares / divisor;
            (wide ??= []).Add((at, T.CreateTruncating(root ? Math.Sqrt(variance) : variance)));
        }

        var results = new Span<T>(y, outer * inner);
        Sum.Divide(results, divisor);
        if (root) TensorPrimitives.Sqrt<T>(results, results);
        if (wide is null) return false;
        foreach (var (at, value) in wide) y[at] = value;
        return true;
    }

    /// <summary>
    /// Computes the sum of the squared deviations of a row. A long row is summed in parts, whose sums are then added.
    /// </summary>
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

    /// <summary>Computes the sums of the squared deviations.</summary>
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
            var buffer = stackalloc T[2 * ColumnPanels.MaxWidth];
            for (var o = 0; o < outer; o++)
                for (var column = 0; column < inner; column += panels.Width)
                    Panel<V>(o, column, panels, buffer, buffer + ColumnPanels.MaxWidth);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
        private void Panel<V>(int o, int column, ColumnPanels panels, T* mean, T* sum)
            where V : unmanaged, ISimdVector<V, T>
        {
            var width = panels.WidthAt(column);
            var rows = x + o * length * inner + column;
            var at = o * inner + column;
            for (var j = 0; j < width; j++) mean[j] = means[at + (panels.JoinsRows ? j % inner : j)];
            new Span<T>(sum, width).Clear();
            var (stride, end) = (panels.Stride, panels.End(width));
            var buffer = stackalloc double[ColumnTotals.AreNeeded(end, stride) ? ColumnPanels.MaxWidth : 0];
            var totals = new ColumnTotals(buffer);
            for (int first = 0, last; first < end; first = last)
            {
                last = ColumnTotals.EndOfRun(first, end, stride);
                for (var start = first; start < last; start += stride)
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

                totals.AddRun(sum, width, first == 0, last == end);
            }

            if (panels.JoinsRows) ColumnExpSums.SumSideBySide(sum, width, inner);
            var count = Math.Min(width, inner - column);
            new ReadOnlySpan<T>(sum, count).CopyTo(new Span<T>(y + at, count));
        }
    }
}
