using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>What softmax and log-sum-exp are made of, for one row.</summary>
internal static unsafe class ExpSums
{
    /// <summary>The greatest of a row; any number if there is a NaN, which the exponentials then bring to light.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T, V, L, M>(T* x, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V max0 = L.Broadcast(T.NegativeInfinity), max1 = max0, max2 = max0, max3 = max0;
        var k = 0;
        for (; k <= count - 4 * L.Count; k += 4 * L.Count)
        {
            max0 = M.MaxNative(max0, L.Load(x + k));
            max1 = M.MaxNative(max1, L.Load(x + k + L.Count));
            max2 = M.MaxNative(max2, L.Load(x + k + 2 * L.Count));
            max3 = M.MaxNative(max3, L.Load(x + k + 3 * L.Count));
        }

        max0 = M.MaxNative(M.MaxNative(max0, max1), M.MaxNative(max2, max3));
        for (; k <= count - L.Count; k += L.Count) max0 = M.MaxNative(max0, L.Load(x + k));
        if (k < count)
        {
            var mask = L.FirstMask(count - k);
            max0 = M.MaxNative(max0, M.Select(mask, L.LoadFirst(x + k, mask), L.Broadcast(T.NegativeInfinity)));
        }

        return M.MaxAcross(max0);
    }

    /// <summary>Σ exp(x − shift); the exponentials go to y, unless that is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T, V, L, M>(T* x, T shift, T* y, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var s = L.Broadcast(shift);
        V sum0 = L.Broadcast(T.Zero), sum1 = sum0;
        var k = 0;
        for (; k <= count - 2 * L.Count; k += 2 * L.Count)
        {
            var e0 = M.Exp(M.Subtract(L.Load(x + k), s));
            var e1 = M.Exp(M.Subtract(L.Load(x + k + L.Count), s));
            sum0 = L.Add(sum0, e0);
            sum1 = L.Add(sum1, e1);
            if (y == null) continue;
            L.Store(y + k, e0);
            L.Store(y + k + L.Count, e1);
        }

        for (; k <= count - L.Count; k += L.Count)
        {
            var e = M.Exp(M.Subtract(L.Load(x + k), s));
            sum0 = L.Add(sum0, e);
            if (y != null) L.Store(y + k, e);
        }

        if (k < count)
        {
            var mask = L.FirstMask(count - k);
            var e = M.Select(mask, M.Exp(M.Subtract(L.LoadFirst(x + k, mask), s)), L.Broadcast(T.Zero));
            sum1 = L.Add(sum1, e);
            if (y != null) L.StoreFirst(y + k, e, mask);
        }

        return L.Sum(L.Add(sum0, sum1));
    }
}
