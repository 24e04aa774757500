using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>What softmax and log-sum-exp are made of, for the columns of a panel.</summary>
internal static unsafe class ColumnExpSums
{
    /// <summary>The greatest of each column; any number if there is a NaN, which the exponentials then bring to light.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Max<T, V, L, M>(T* x, ColumnPanels panels, int width, int inner, T* max)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var (stride, end) = (panels.Stride, panels.End(width));
        if (width <= L.Count)
        {
            NarrowMax<T, V, L, M>(x, stride, end, width, max);
            if (panels.Folds) FoldMax(max, width, inner);
            return;
        }

        new Span<T>(max, width).Fill(T.NegativeInfinity);
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            var row = x + at;
            var j = 0;
            for (; j <= w - L.Count; j += L.Count) L.Store(max + j, M.MaxNative(L.Load(max + j), L.Load(row + j)));
            if (j == w) continue;
            var mask = L.FirstMask(w - j);
            L.StoreFirst(max + j, M.MaxNative(L.LoadFirst(max + j, mask), L.LoadFirst(row + j, mask)), mask);
        }

    }

    /// <summary>Σ exp(x − shift) of each column; the exponentials go to y, unless that is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<T, V, L, M>(T* x, T* y, ColumnPanels panels, int width, int inner, T* shift, T* sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var (stride, end) = (panels.Stride, panels.End(width));
        if (width <= L.Count)
        {
            NarrowSum<T, V, L, M>(x, y, stride, end, width, shift, sum);
            if (panels.Folds) Fold(sum, width, inner);
            return;
        }

        new Span<T>(sum, width).Clear();
        for (var at = 0; at < end; at += stride)
        {
            var w = Math.Min(width, end - at);
            T* row = x + at, to = y + at;
            var j = 0;
            for (; j <= w - L.Count; j += L.Count)
            {
                var e = M.Exp(M.Subtract(L.Load(row + j), L.Load(shift + j)));
                L.Store(sum + j, L.Add(L.Load(sum + j), e));
                if (y != null) L.Store(to + j, e);
            }

            if (j == w) continue;
            var mask = L.FirstMask(w - j);
            var last = M.Exp(M.Subtract(L.LoadFirst(row + j, mask), L.LoadFirst(shift + j, mask)));
            L.StoreFirst(sum + j, L.Add(L.LoadFirst(sum + j, mask), last), mask);
            if (y != null) L.StoreFirst(to + j, last, mask);
        }
    }

    /// <summary>Adds up the columns that short rows side by side were walked as, and puts the sums in the place of each.</summary>
    public static void Fold<T>(T* sum, int width, int inner) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < inner; i++)
        {
            var total = sum[i];
            for (var k = i + inner; k < width; k += inner) total += sum[k];
            for (var k = i; k < width; k += inner) sum[k] = total;
        }
    }

    private static void FoldMax<T>(T* max, int width, int inner) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < inner; i++)
        {
            var best = max[i];
            for (var k = i + inner; k < width; k += inner) best = T.MaxNative(best, max[k]);
            for (var k = i; k < width; k += inner) max[k] = best;
        }
    }

    /// <summary>Columns whose maxima one register holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NarrowMax<T, V, L, M>(T* x, int stride, int end, int width, T* max)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var mask = L.FirstMask(width);
        var none = L.Broadcast(T.NegativeInfinity);
        var best = none;
        var at = 0;
        for (; at <= end - width; at += stride) best = M.MaxNative(best, L.LoadFirst(x + at, mask));
        if (at < end)
        {
            var last = L.FirstMask(end - at);
            best = M.MaxNative(best, M.Select(last, L.LoadFirst(x + at, last), none));
        }

        L.StoreFirst(max, best, mask);
    }

    /// <summary>Columns whose sums one register holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NarrowSum<T, V, L, M>(T* x, T* y, int stride, int end, int width, T* shift, T* sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var mask = L.FirstMask(width);
        var s = L.LoadFirst(shift, mask);
        var total = L.Broadcast(T.Zero);
        var at = 0;
        for (; at <= end - width; at += stride)
        {
            var e = M.Exp(M.Subtract(L.LoadFirst(x + at, mask), s));
            total = L.Add(total, e);
            if (y != null) L.StoreFirst(y + at, e, mask);
        }

        if (at < end)
        {
            var last = L.FirstMask(end - at);
            var e = M.Select(last, M.Exp(M.Subtract(L.LoadFirst(x + at, last), s)), L.Broadcast(T.Zero));
            total = L.Add(total, e);
            if (y != null) L.StoreFirst(y + at, e, last);
        }

        L.StoreFirst(sum, total, mask);
    }
}
