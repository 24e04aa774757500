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
    public static void Run<T, V, S>(int n, int k, T* x, T* b, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var full = k / S.Count * S.Count;
        var mask = S.FirstMask(Math.Max(k - full, 1));
        var sums = stackalloc T[8];
        var j = 0;
        for (; j + 8 <= n; j += 8, b += 8 * bCol)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            T* b3 = b + 3 * bCol, b6 = b + 6 * bCol;
            var p = 0;
            for (; p < full; p += S.Count)
            {
                var value = S.Load(x + p);
                s0 = S.MultiplyAdd(value, S.Load(b + p), s0);
                s1 = S.MultiplyAdd(value, S.Load(b + bCol + p), s1);
                s2 = S.MultiplyAdd(value, S.Load(b + 2 * bCol + p), s2);
                s3 = S.MultiplyAdd(value, S.Load(b3 + p), s3);
                s4 = S.MultiplyAdd(value, S.Load(b3 + bCol + p), s4);
                s5 = S.MultiplyAdd(value, S.Load(b3 + 2 * bCol + p), s5);
                s6 = S.MultiplyAdd(value, S.Load(b6 + p), s6);
                s7 = S.MultiplyAdd(value, S.Load(b6 + bCol + p), s7);
            }

            if (p < k)
            {
                var value = S.LoadFirst(x + p, mask);
                s0 = S.MultiplyAdd(value, S.LoadFirst(b + p, mask), s0);
                s1 = S.MultiplyAdd(value, S.LoadFirst(b + bCol + p, mask), s1);
                s2 = S.MultiplyAdd(value, S.LoadFirst(b + 2 * bCol + p, mask), s2);
                s3 = S.MultiplyAdd(value, S.LoadFirst(b3 + p, mask), s3);
                s4 = S.MultiplyAdd(value, S.LoadFirst(b3 + bCol + p, mask), s4);
                s5 = S.MultiplyAdd(value, S.LoadFirst(b3 + 2 * bCol + p, mask), s5);
                s6 = S.MultiplyAdd(value, S.LoadFirst(b6 + p, mask), s6);
                s7 = S.MultiplyAdd(value, S.LoadFirst(b6 + bCol + p, mask), s7);
            }

            S.StoreSums(sums, s0, s1, s2, s3);
            S.StoreSums(sums + 4, s4, s5, s6, s7);
            for (var i = 0; i < 8; i++)
                Store(y + (j + i) * yStride, sums[i], accumulate);
        }

        for (; j < n; j++, b += bCol)
            Store(y + j * yStride, Dot<T, V, S>(k, x, b), accumulate);
    }

    /// <summary>
    /// Computes one dot product in four partial sums, so that no addition waits for the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot<T, V, S>(int k, T* x, T* y)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        var lanes = S.Count;
        for (; k >= 4 * lanes; k -= 4 * lanes, x += 4 * lanes, y += 4 * lanes)
        {
            s0 = S.MultiplyAdd(S.Load(x), S.Load(y), s0);
            s1 = S.MultiplyAdd(S.Load(x + lanes), S.Load(y + lanes), s1);
            s2 = S.MultiplyAdd(S.Load(x + 2 * lanes), S.Load(y + 2 * lanes), s2);
            s3 = S.MultiplyAdd(S.Load(x + 3 * lanes), S.Load(y + 3 * lanes), s3);
        }

        s0 = S.Add(S.Add(s0, s1), S.Add(s2, s3));
        for (; k >= lanes; k -= lanes, x += lanes, y += lanes)
            s0 = S.MultiplyAdd(S.Load(x), S.Load(y), s0);
        if (k > 0)
        {
            var mask = S.FirstMask(k);
            s0 = S.MultiplyAdd(S.LoadFirst(x, mask), S.LoadFirst(y, mask), s0);
        }

        return S.Sum(s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T* target, T value, bool accumulate)
        where T : unmanaged, INumber<T>
        => *target = accumulate ? unchecked(*target + value) : value;
}
