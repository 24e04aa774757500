using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The maxima and the sums of exponentials for softmax and log-sum-exp, for the columns of a panel.</summary>
internal static unsafe class ColumnExpSums
{
    /// <summary>
    /// Computes the maximum of each column. It is unspecified if there is a NaN, which makes the sum of exponentials
    /// NaN in any case.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Max<T, V>(T* x, ColumnPanels panels, int width, int inner, T* max)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        var (stride, end) = (panels.Stride, panels.End(width));
        new Span<T>(max, width).Fill(T.NegativeInfinity);
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            var row = x + at;
            var j = 0;
            for (; j <= w - V.Count; j += V.Count) V.Store(max + j, V.MaxNative(V.Load(max + j), V.Load(row + j)));
            if (j == w) continue;
            var mask = V.FirstMask(w - j);
            V.StoreFirst(max + j, V.MaxNative(V.LoadFirst(max + j, mask), V.LoadFirst(row + j, mask)), mask);
        }

        if (panels.JoinsRows) FoldMax(max, width, inner);
    }

    /// <summary>Computes Σ exp(x − shift) of each column. The exponentials go to y, unless it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    public static void Sum<T, V>(T* x, T* y, ColumnPanels panels, int width, int inner, T* shift, T* sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        var (stride, end) = (panels.Stride, panels.End(width));
        new Span<T>(sum, width).Clear();
        var buffer = stackalloc double[ColumnTotals.AreNeeded(end, stride) ? ColumnPanels.MaxWidth : 0];
        var totals = new ColumnTotals(buffer);
        for (int first = 0, last; first < end; first = last)
        {
            last = ColumnTotals.EndOfRun(first, end, stride);
            for (var at = first; at < last; at += stride)
            {
                var w = Math.Min(width, end - at);
                T* row = x + at, to = y + at;
                var j = 0;
                for (; j <= w - V.Count; j += V.Count)
                {
                    var e = VectorMath.ExpFlushToZero(V.Load(row + j) - V.Load(shift + j));
                    V.Store(sum + j, V.Load(sum + j) + e);
                    if (y != null) V.Store(to + j, e);
                }

                if (j == w) continue;
                var mask = V.FirstMask(w - j);
                var rest = VectorMath.ExpFlushToZero(V.LoadFirst(row + j, mask) - V.LoadFirst(shift + j, mask));
                V.StoreFirst(sum + j, V.LoadFirst(sum + j, mask) + rest, mask);
                if (y != null) V.StoreFirst(to + j, rest, mask);
            }

            totals.AddRun(sum, width, first == 0, last == end);
        }

        if (panels.JoinsRows) SumSideBySide(sum, width, inner);
    }

    /// <summary>
    /// Adds up the partial sums of each column, where several short rows are walked side by side, and replaces each by
    /// the total.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SumSideBySide<T>(T* sum, int width, int inner) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < inner; i++)
        {
            var total = sum[i];
            for (var k = i + inner; k < width; k += inner) total += sum[k];
            for (var k = i; k < width; k += inner) sum[k] = total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FoldMax<T>(T* max, int width, int inner) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < inner; i++)
        {
            var best = max[i];
            for (var k = i + inner; k < width; k += inner) best = T.MaxNative(best, max[k]);
            for (var k = i; k < width; k += inner) max[k] = best;
        }
    }
}
