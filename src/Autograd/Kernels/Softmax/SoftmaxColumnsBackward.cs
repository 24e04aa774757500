using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The gradient of the softmax, or of its logarithm, of each column of the blocks of a walk, from the result y.</summary>
internal readonly unsafe struct SoftmaxColumnsBackward<T, TForm>(T* dy, T* y, T* dx, DimWalk walk) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var panels = new ColumnPanels(walk.Length, walk.Inner, L.Count);
        var block = walk.Length * walk.Inner;
        var sum = stackalloc T[ColumnPanels.MaxWidth];
        for (var o = 0; o < walk.Outer; o++)
        {
            for (var column = 0; column < walk.Inner; column += panels.Width)
            {
                var start = o * block + column;
                Panel<V, L, M>(dy + start, y + start, dx + start, panels, panels.WidthAt(column), walk.Inner, sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<V, L, M>(T* dy, T* y, T* dx, ColumnPanels panels, int width, int inner, T* sum)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        new Span<T>(sum, width).Clear();
        var (stride, end) = (panels.Stride, panels.End(width));
        var start = width <= L.Count ? NarrowSum<V, L, M>(dy, y, stride, end, width, sum) : 0;
        for (var at = start; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* g = dy + at, from = y + at;
            var j = 0;
            for (; j <= w - L.Count; j += L.Count)
                L.Store(
                    sum + j, SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(L.Load(sum + j), L.Load(g + j), L.Load(from + j)));
            if (j == w) continue;
            var mask = L.FirstMask(w - j);
            var last = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(
                L.LoadFirst(sum + j, mask), L.LoadFirst(g + j, mask), L.LoadFirst(from + j, mask));
            L.StoreFirst(sum + j, last, mask);
        }

        if (panels.Folds) ColumnExpSums.Fold(sum, width, inner);
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* g = dy + at, from = y + at, to = dx + at;
            var j = 0;
            for (; j <= w - L.Count; j += L.Count)
                L.Store(to + j, SoftmaxGradient<T, TForm>.Of<V, L, M>(L.Load(g + j), L.Load(from + j), L.Load(sum + j)));
            if (j == w) continue;
            var mask = L.FirstMask(w - j);
            var last = SoftmaxGradient<T, TForm>.Of<V, L, M>(
                L.LoadFirst(g + j, mask), L.LoadFirst(from + j, mask), L.LoadFirst(sum + j, mask));
            L.StoreFirst(to + j, last, mask);
        }
    }

    /// <summary>Columns whose sums one register holds: all rows but a last one that is not whole.</summary>
    /// <returns>Where the rows that were summed end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NarrowSum<V, L, M>(T* dy, T* y, int stride, int end, int width, T* sum)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var mask = L.FirstMask(width);
        var total = L.Broadcast(T.Zero);
        var at = 0;
        for (; at <= end - width; at += stride)
            total = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(total, L.LoadFirst(dy + at, mask), L.LoadFirst(y + at, mask));
        L.StoreFirst(sum, total, mask);
        return at;
    }
}
