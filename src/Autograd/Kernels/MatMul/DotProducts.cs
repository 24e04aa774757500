using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Vector times matrix for contiguous columns of B: each element of y is a dot product.</summary>
internal static unsafe class DotProducts
{
    /// <summary>
    /// Computes a dot product for each column of B, eight columns at a time, which share the loads of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Run<T, V, L>(int n, int k, T* x, T* b, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        var full = k / L.Count * L.Count;
        var mask = L.FirstMask(Math.Max(k - full, 1));
        var sums = stackalloc T[8];
        var j = 0;
        for (; j + 8 <= n; j += 8, b += 8 * bCol)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            T* b3 = b + 3 * bCol, b6 = b + 6 * bCol;
            var p = 0;
            for (; p < full; p += L.Count)
            {
                var value = L.Load(x + p);
                s0 = L.MultiplyAdd(value, L.Load(b + p), s0);
                s1 = L.MultiplyAdd(value, L.Load(b + bCol + p), s1);
                s2 = L.MultiplyAdd(value, L.Load(b + 2 * bCol + p), s2);
                s3 = L.MultiplyAdd(value, L.Load(b3 + p), s3);
                s4 = L.MultiplyAdd(value, L.Load(b3 + bCol + p), s4);
                s5 = L.MultiplyAdd(value, L.Load(b3 + 2 * bCol + p), s5);
                s6 = L.MultiplyAdd(value, L.Load(b6 + p), s6);
                s7 = L.MultiplyAdd(value, L.Load(b6 + bCol + p), s7);
            }

            if (p < k)
            {
                var value = L.LoadFirst(x + p, mask);
                s0 = L.MultiplyAdd(value, L.LoadFirst(b + p, mask), s0);
                s1 = L.MultiplyAdd(value, L.LoadFirst(b + bCol + p, mask), s1);
                s2 = L.MultiplyAdd(value, L.LoadFirst(b + 2 * bCol + p, mask), s2);
                s3 = L.MultiplyAdd(value, L.LoadFirst(b3 + p, mask), s3);
                s4 = L.MultiplyAdd(value, L.LoadFirst(b3 + bCol + p, mask), s4);
                s5 = L.MultiplyAdd(value, L.LoadFirst(b3 + 2 * bCol + p, mask), s5);
                s6 = L.MultiplyAdd(value, L.LoadFirst(b6 + p, mask), s6);
                s7 = L.MultiplyAdd(value, L.LoadFirst(b6 + bCol + p, mask), s7);
            }

            L.StoreSums(sums, s0, s1, s2, s3);
            L.StoreSums(sums + 4, s4, s5, s6, s7);
            for (var i = 0; i < 8; i++)
                Store(y + (j + i) * yStride, sums[i], accumulate);
        }

        for (; j < n; j++, b += bCol)
            Store(y + j * yStride, Dot<T, V, L>(k, x, b), accumulate);
    }

    /// <summary>
    /// Computes one dot product in four partial sums, so that no addition waits for the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot<T, V, L>(int k, T* x, T* y)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        var lanes = L.Count;
        for (; k >= 4 * lanes; k -= 4 * lanes, x += 4 * lanes, y += 4 * lanes)
        {
            s0 = L.MultiplyAdd(L.Load(x), L.Load(y), s0);
            s1 = L.MultiplyAdd(L.Load(x + lanes), L.Load(y + lanes), s1);
            s2 = L.MultiplyAdd(L.Load(x + 2 * lanes), L.Load(y + 2 * lanes), s2);
            s3 = L.MultiplyAdd(L.Load(x + 3 * lanes), L.Load(y + 3 * lanes), s3);
        }

        s0 = L.Add(L.Add(s0, s1), L.Add(s2, s3));
        for (; k >= lanes; k -= lanes, x += lanes, y += lanes)
            s0 = L.MultiplyAdd(L.Load(x), L.Load(y), s0);
        if (k > 0)
        {
            var mask = L.FirstMask(k);
            s0 = L.MultiplyAdd(L.LoadFirst(x, mask), L.LoadFirst(y, mask), s0);
        }

        return L.Sum(s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T* target, T value, bool accumulate)
        where T : unmanaged, INumber<T>
        => *target = accumulate ? unchecked(*target + value) : value;
}
