using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reduces each row of a matrix to a number. Long sums are made of the sums of their halves, so that the rounding errors grow with
/// the logarithm of the length and not with the length.
/// </summary>
internal readonly unsafe struct FoldRows<T, TFold>(T* x, T* y, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFold : struct, IFold<T>
{
    /// <summary>The elements that are summed one after the other. Even, so that halves stay aligned to vectors.</summary>
    private const int ElementsAtOnce = 4096;

    /// <summary>Rows up to this length are not worth a register.</summary>
    private const int PlainLength = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var row = x;
        if (length <= PlainLength)
        {
            for (var o = 0; o < rows; o++, row += length) y[o] = Plain(row, length);
        }
        else if (length <= L.Count)
        {
            var mask = L.FirstMask(length);
            var identity = L.Broadcast(TFold.Identity);
            for (var o = 0; o < rows; o++, row += length)
                y[o] = Across<V, L, M>(M.Select(mask, L.LoadFirst(row, mask), identity));
        }
        else
        {
            for (var o = 0; o < rows; o++, row += length) y[o] = Row<V, L, M>(row, length);
        }
    }

    /// <summary>One row of any length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Row<V, L, M>(T* x, int count)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        if (!TFold.Rounds || count <= ElementsAtOnce) return Straight<V, L, M>(x, count);
        var half = (count / ElementsAtOnce + 1) / 2 * ElementsAtOnce;
        return TFold.Combine(Row<V, L, M>(x, half), Row<V, L, M>(x + half, count - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Plain(T* x, int count)
    {
        if (count == 0) return TFold.Identity;
        var result = *x;
        for (var k = 1; k < count; k++) result = TFold.Combine(result, x[k]);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Straight<V, L, M>(T* x, int count)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V a0 = L.Broadcast(TFold.Identity), a1 = a0, a2 = a0, a3 = a0;
        var k = 0;
        for (; k <= count - 4 * L.Count; k += 4 * L.Count)
        {
            a0 = TFold.Combine<V, L, M>(a0, L.Load(x + k));
            a1 = TFold.Combine<V, L, M>(a1, L.Load(x + k + L.Count));
            a2 = TFold.Combine<V, L, M>(a2, L.Load(x + k + 2 * L.Count));
            a3 = TFold.Combine<V, L, M>(a3, L.Load(x + k + 3 * L.Count));
        }

        for (; k <= count - L.Count; k += L.Count) a0 = TFold.Combine<V, L, M>(a0, L.Load(x + k));
        if (k < count)
        {
            var mask = L.FirstMask(count - k);
            a1 = TFold.Combine<V, L, M>(a1, M.Select(mask, L.LoadFirst(x + k, mask), L.Broadcast(TFold.Identity)));
        }

        return Across<V, L, M>(
            TFold.Combine<V, L, M>(TFold.Combine<V, L, M>(a0, a1), TFold.Combine<V, L, M>(a2, a3)));
    }

    /// <summary>The lanes of one register, folded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, L, M>(V v)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        if (typeof(TFold) == typeof(SumFold<T>)) return L.Sum(v);
        var lanes = stackalloc T[L.Count];
        L.Store(lanes, v);
        for (var half = L.Count / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++) lanes[i] = TFold.Combine(lanes[i], lanes[i + half]);
        return *lanes;
    }
}
