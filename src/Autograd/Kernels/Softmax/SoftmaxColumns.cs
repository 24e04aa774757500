using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The softmax, or its logarithm, of each column of the blocks of a walk.</summary>
internal readonly unsafe struct SoftmaxColumns<T, TForm>(T* x, T* y, DimWalk walk) : ISimdKernel<T>
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
        var scratch = stackalloc T[2 * ColumnPanels.MaxWidth];
        for (var o = 0; o < walk.Outer; o++)
            for (var column = 0; column < walk.Inner; column += panels.Width)
                Panel<V, L, M>(
                    x + o * block + column, y + o * block + column, panels, panels.WidthAt(column), walk.Inner,
                    scratch, scratch + ColumnPanels.MaxWidth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<V, L, M>(T* x, T* y, ColumnPanels panels, int width, int inner, T* max, T* sum)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        ColumnExpSums.Max<T, V, L, M>(x, panels, width, inner, max);
        ColumnExpSums.Sum<T, V, L, M>(x, TForm.IsLog ? null : y, panels, width, inner, max, sum);
        var (stride, end) = (panels.Stride, panels.End(width));
        if (TForm.IsLog) Scaling.Log(new Span<T>(sum, width));
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* from = x + at, to = y + at;
            var j = 0;
            for (; j <= w - L.Count; j += L.Count)
                L.Store(to + j, Finish<V, L, M>(L.Load((TForm.IsLog ? from : to) + j), L.Load(max + j), L.Load(sum + j)));
            if (j == w) continue;
            var mask = L.FirstMask(w - j);
            L.StoreFirst(
                to + j,
                Finish<V, L, M>(
                    L.LoadFirst((TForm.IsLog ? from : to) + j, mask), L.LoadFirst(max + j, mask), L.LoadFirst(sum + j, mask)),
                mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finish<V, L, M>(V v, V max, V sum)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> =>
        TForm.IsLog ? M.Subtract(M.Subtract(v, max), sum) : M.Divide(v, sum);
}
