using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The softmax, or its logarithm, of each column of the blocks of a walk.</summary>
internal readonly unsafe struct SoftmaxColumns<T, TForm>(T* x, T* y, OuterDimInner walk) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var panels = new ColumnPanels(walk.Length, walk.Inner, V.Count);
        var block = walk.Length * walk.Inner;
        var scratch = stackalloc T[2 * ColumnPanels.MaxWidth];
        for (var o = 0; o < walk.Outer; o++)
            for (var column = 0; column < walk.Inner; column += panels.Width)
                Panel<V>(
                    x + o * block + column, y + o * block + column, panels, panels.WidthAt(column), walk.Inner,
                    scratch, scratch + ColumnPanels.MaxWidth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Panel<V>(T* x, T* y, ColumnPanels panels, int width, int inner, T* max, T* sum)
        where V : unmanaged, ISimdVector<V, T>
    {
        ColumnExpSums.Max<T, V>(x, panels, width, inner, max);
        ColumnExpSums.Sum<T, V>(x, TForm.IsLog ? null : y, panels, width, inner, max, sum);
        var (stride, end) = (panels.Stride, panels.End(width));
        if (TForm.IsLog) Scaling.Log(new Span<T>(sum, width));
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* from = x + at, to = y + at;
            var j = 0;
            for (; j <= w - V.Count; j += V.Count)
                V.Store(to + j, Finish<V>(V.Load((TForm.IsLog ? from : to) + j), V.Load(max + j), V.Load(sum + j)));
            if (j == w) continue;
            var mask = V.FirstMask(w - j);
            V.StoreFirst(
                to + j,
                Finish<V>(
                    V.LoadFirst((TForm.IsLog ? from : to) + j, mask), V.LoadFirst(max + j, mask), V.LoadFirst(sum + j, mask)),
                mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finish<V>(V v, V max, V sum)
        where V : unmanaged, ISimdVector<V, T> =>
        TForm.IsLog ? v - max - sum : v / sum;
}
