using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The maximum and the sum of exponentials for softmax and log-sum-exp, for one row.</summary>
internal static unsafe class ExpSums
{
    /// <summary>
    /// Computes the maximum of a row. It is unspecified if there is a NaN, which makes the sum of exponentials NaN in
    /// any case.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Max<T, V>(T* x, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        V max0 = V.Create(T.NegativeInfinity), max1 = max0, max2 = max0, max3 = max0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            max0 = V.MaxNative(max0, V.Load(x + k));
            max1 = V.MaxNative(max1, V.Load(x + k + V.Count));
            max2 = V.MaxNative(max2, V.Load(x + k + 2 * V.Count));
            max3 = V.MaxNative(max3, V.Load(x + k + 3 * V.Count));
        }

        max0 = V.MaxNative(V.MaxNative(max0, max1), V.MaxNative(max2, max3));
        for (; k <= count - V.Count; k += V.Count) max0 = V.MaxNative(max0, V.Load(x + k));
        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            max0 = V.MaxNative(max0, V.Select(mask, V.LoadFirst(x + k, mask), V.Create(T.NegativeInfinity)));
        }

        return V.MaxAcross(max0);
    }

    /// <summary>Computes Σ exp(x − shift). The exponentials go to y, unless it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Sum<T, V>(T* x, T shift, T* y, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        var s = V.Create(shift);
        V sum0 = V.Zero, sum1 = sum0;
        var k = 0;
        for (; k <= count - 2 * V.Count; k += 2 * V.Count)
        {
            var e0 = VectorMath.ExpFlushToZero(V.Load(x + k) - s);
            var e1 = VectorMath.ExpFlushToZero(V.Load(x + k + V.Count) - s);
            sum0 += e0;
            sum1 += e1;
            if (y == null) continue;
            V.Store(y + k, e0);
            V.Store(y + k + V.Count, e1);
        }

        for (; k <= count - V.Count; k += V.Count)
        {
            var e = VectorMath.ExpFlushToZero(V.Load(x + k) - s);
            sum0 += e;
            if (y != null) V.Store(y + k, e);
        }

        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            var e = V.Select(mask, VectorMath.ExpFlushToZero(V.LoadFirst(x + k, mask) - s), V.Zero);
            sum1 += e;
            if (y != null) V.StoreFirst(y + k, e, mask);
        }

        return V.Sum(sum0 + sum1);
    }
}
