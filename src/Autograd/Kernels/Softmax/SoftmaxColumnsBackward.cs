using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The gradient of the softmax, or of its logarithm, of each column of the blocks of a walk, from the result y.
/// </summary>
internal readonly unsafe struct SoftmaxColumnsBackward<T, TForm>(T* dy, T* y, T* dx, OuterDimInner walk) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var panels = new ColumnPanels(walk.Length, walk.Inner, V.Count);
        var block = walk.Length * walk.Inner;
        var sum = stackalloc T[ColumnPanels.MaxWidth];
        for (var o = 0; o < walk.Outer; o++)
        {
            for (var column = 0; column < walk.Inner; column += panels.Width)
            {
                var start = o * block + column;
                Panel<V>(dy + start, y + start, dx + start, panels, panels.WidthAt(column), walk.Inner, sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void Panel<V>(T* dy, T* y, T* dx, ColumnPanels panels, int width, int inner, T* sum)
        where V : unmanaged, ISimdVector<V, T>
    {
        new Span<T>(sum, width).Clear();
        var (stride, end) = (panels.Stride, panels.End(width));
        var buffer = stackalloc double[ColumnTotals.AreNeeded(end, stride) ? ColumnPanels.MaxWidth : 0];
        var totals = new ColumnTotals(buffer);
        for (int first = 0, last; first < end; first = last)
        {
            last = ColumnTotals.EndOfRun(first, end, stride);
            for (var at = first; at < last; at += stride)
            {
                var w = Math.Min(width, end - at);
                T* g = dy + at, from = y + at;
                var j = 0;
                for (; j <= w - V.Count; j += V.Count)
                    V.Store(
                        sum + j, SoftmaxGradient<T, TForm>.Accumulate<V>(V.Load(sum + j), V.Load(g + j), V.Load(from + j)));
                if (j == w) continue;
                var mask = V.FirstMask(w - j);
                var rest = SoftmaxGradient<T, TForm>.Accumulate<V>(
                    V.LoadFirst(sum + j, mask), V.LoadFirst(g + j, mask), V.LoadFirst(from + j, mask));
                V.StoreFirst(sum + j, rest, mask);
            }

            totals.AddRun(sum, width, first == 0, last == end);
        }

        if (panels.JoinsRows) ColumnExpSums.SumSideBySide(sum, width, inner);
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* g = dy + at, from = y + at, to = dx + at;
            var j = 0;
            for (; j <= w - V.Count; j += V.Count)
                V.Store(to + j, SoftmaxGradient<T, TForm>.Of<V>(V.Load(g + j), V.Load(from + j), V.Load(sum + j)));
            if (j == w) continue;
            var mask = V.FirstMask(w - j);
            var last = SoftmaxGradient<T, TForm>.Of<V>(
                V.LoadFirst(g + j, mask), V.LoadFirst(from + j, mask), V.LoadFirst(sum + j, mask));
            V.StoreFirst(to + j, last, mask);
        }
    }
}
