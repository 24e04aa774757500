using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reduces each row of a matrix to a number. Long sums are computed pairwise, so that the rounding errors grow with the
/// logarithm of the length and not with the length.
/// </summary>
internal readonly unsafe struct FoldRows<T, TFold>(T* x, T* y, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFold : struct, IFold<T>
{
    /// <summary>
    /// The most elements that are summed one after the other. Even, so that halves stay aligned to vectors.
    /// </summary>
    public const int ElementsAtOnce = 4096;

    /// <summary>The longest row for which scalar code is faster than a vector.</summary>
    private const int ScalarLength = 4;

    /// <summary>The fewest short rows for which a table of rotations pays.</summary>
    private const int FewRows = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var row = x;
        if (length <= ScalarLength)
        {
            for (var o = 0; o < rows; o++, row += length) y[o] = Plain(row, length);
        }
        else if (length <= V.Count)
        {
            Short<V>(row, y, rows, length);
        }
        else
        {
            for (var o = 0; o < rows; o++, row += length) y[o] = Row<V>(row, length);
        }
    }

    /// <summary>
    /// Reduces rows that fit into one vector. The sums of four vectors cost little more than that of one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Short<V>(T* row, T* y, int rows, int length)
        where V : unmanaged, ISimdVector<V, T>
    {
        var mask = V.FirstMask(length);
        var identity = V.Create(TFold.Identity);
        var o = 0;
        if (typeof(TFold) == typeof(SumFold<T>))
        {
            for (; o <= rows - 4; o += 4, row += 4 * length)
                V.StoreSums(
                    y + o, V.LoadFirst(row, mask), V.LoadFirst(row + length, mask), V.LoadFirst(row + 2 * length, mask),
                    V.LoadFirst(row + 3 * length, mask));

            // The remaining rows are summed one at a time by the same function, so that the order of summation is the
            // same.
            var sums = stackalloc T[4];
            for (; o < rows; o++, row += length)
            {
                V.StoreSums(sums, V.LoadFirst(row, mask), identity, identity, identity);
                y[o] = *sums;
            }

            return;
        }

        // A few rows do not pay for the table below.
        if (rows < FewRows)
        {
            for (; o < rows; o++, row += length) y[o] = Across(V.Select(mask, V.LoadFirst(row, mask), identity));
            return;
        }

        // Each rotation, by half as many lanes as the one before, halves the number of partial results.
        var rotations = stackalloc T[4 * V.Count];
        var steps = 0;
        for (var half = V.Count / 2; half > 0; half /= 2, steps++)
            for (var i = 0; i < V.Count; i++) rotations[steps * V.Count + i] = LaneIndex.FromInt32<T>((i + half) % V.Count);
        var lanes = stackalloc T[V.Count];
        for (; o < rows; o++, row += length)
        {
            var v = V.Select(mask, V.LoadFirst(row, mask), identity);
            for (var step = 0; step < steps; step++)
                v = TFold.Combine<V>(v, V.Permute(v, V.Load(rotations + step * V.Count)));
            V.Store(lanes, v);
            y[o] = *lanes;
        }
    }

    /// <summary>Reduces one row of any length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Row<V>(T* x, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (TFold.IsExtremum && TryFinite<V>(x, count, out var extremum)) return extremum;
        if (!TFold.Rounds || count <= ElementsAtOnce) return Sequential<V>(x, count);
        var half = HalfOf(count);
        return TFold.Combine(Row<V>(x, half), Row<V>(x + half, count - half));
    }

    /// <summary>The index at which a long sum is cut in two.</summary>
    public static int HalfOf(int count) => (count / ElementsAtOnce + 1) / 2 * ElementsAtOnce;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Plain(T* x, int count)
    {
        if (count == 0) return TFold.Identity;
        var result = *x;
        for (var k = 1; k < count; k++) result = TFold.Combine(result, x[k]);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Sequential<V>(T* x, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        V a0 = V.Create(TFold.Identity), a1 = a0, a2 = a0, a3 = a0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            a0 = TFold.Combine<V>(a0, V.Load(x + k));
            a1 = TFold.Combine<V>(a1, V.Load(x + k + V.Count));
            a2 = TFold.Combine<V>(a2, V.Load(x + k + 2 * V.Count));
            a3 = TFold.Combine<V>(a3, V.Load(x + k + 3 * V.Count));
        }

        for (; k <= count - V.Count; k += V.Count) a0 = TFold.Combine<V>(a0, V.Load(x + k));
        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            a1 = TFold.Combine<V>(a1, V.Select(mask, V.LoadFirst(x + k, mask), V.Create(TFold.Identity)));
        }

        return Across<V>(
            TFold.Combine<V>(TFold.Combine<V>(a0, a1), TFold.Combine<V>(a2, a3)));
    }

    /// <summary>
    /// Finds the extremum of finite numbers, in half the time that handling NaN takes. Returns false if a number is not
    /// finite: its product with 0 is NaN, and so is the sum of all products. Also returns false if the extremum is a
    /// zero, because its sign was ignored too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryFinite<V>(T* x, int count, out T extremum)
        where V : unmanaged, ISimdVector<V, T>
    {
        V zero = V.Zero, n0 = zero, n1 = zero, n2 = zero, n3 = zero;
        V a0 = V.Create(TFold.Identity), a1 = a0, a2 = a0, a3 = a0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            V x0 = V.Load(x + k), x1 = V.Load(x + k + V.Count), x2 = V.Load(x + k + 2 * V.Count), x3 = V.Load(x + k + 3 * V.Count);
            a0 = TFold.CombineNumbers<V>(a0, x0);
            a1 = TFold.CombineNumbers<V>(a1, x1);
            a2 = TFold.CombineNumbers<V>(a2, x2);
            a3 = TFold.CombineNumbers<V>(a3, x3);
            n0 = V.MultiplyAdd(x0, zero, n0);
            n1 = V.MultiplyAdd(x1, zero, n1);
            n2 = V.MultiplyAdd(x2, zero, n2);
            n3 = V.MultiplyAdd(x3, zero, n3);
        }

        for (; k < count; k += V.Count)
        {
            var mask = V.FirstMask(Math.Min(count - k, V.Count));
            var rest = V.LoadFirst(x + k, mask);
            a0 = TFold.CombineNumbers<V>(a0, V.Select(mask, rest, V.Create(TFold.Identity)));
            n0 = V.MultiplyAdd(rest, zero, n0);
        }

        extremum = Across<V>(TFold.CombineNumbers<V>(TFold.CombineNumbers<V>(a0, a1), TFold.CombineNumbers<V>(a2, a3)));
        return V.Sum(n0 + n1 + (n2 + n3)) == T.Zero && extremum != T.Zero;
    }

    /// <summary>Reduces the lanes of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V>(V v)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (typeof(TFold) == typeof(SumFold<T>)) return V.Sum(v);
        var lanes = stackalloc T[V.Count];
        V.Store(lanes, v);
        for (var half = V.Count / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++) lanes[i] = TFold.Combine(lanes[i], lanes[i + half]);
        return *lanes;
    }
}
