using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reduces each row of a matrix to a number. Long sums are pairwise sums, as NumPy's: each half is summed, and then the
/// two sums are added, so that rounding errors grow with the logarithm of the length and not with the length.
/// </summary>
internal readonly unsafe struct ReduceRows<T, TReducer>(T* x, T* y, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TReducer : struct, IReducer<T>
{
    /// <summary>
    /// The most elements of a sum that are added one after the other; longer sums are cut at multiples of it. It is a
    /// multiple of every vector's length, so that each part begins at a whole vector.
    /// </summary>
    public const int PartLength = 4096;

    /// <summary>The longest row for which scalar code is faster than a vector.</summary>
    private const int ScalarLength = 4;

    /// <summary>The fewest short rows for which preparing the rotations of lanes pays.</summary>
    private const int MinRowsForRotations = 8;

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
        var identity = V.Create(TReducer.Identity);
        var o = 0;
        if (typeof(TReducer) == typeof(SumReducer<T>))
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

        if (rows < MinRowsForRotations)
        {
            for (; o < rows; o++, row += length) y[o] = ReduceLanes(V.Select(mask, V.LoadFirst(row, mask), identity));
            return;
        }

        // The lanes of a vector are combined with the same lanes rotated by half the vector, then by a quarter, and so
        // on, until every lane holds the result. The rotations are vectors of lane indices.
        var rotations = stackalloc T[4 * V.Count];
        var steps = 0;
        for (var half = V.Count / 2; half > 0; half /= 2, steps++)
            for (var i = 0; i < V.Count; i++) rotations[steps * V.Count + i] = LaneIndex.FromInt32<T>((i + half) % V.Count);
        var lanes = stackalloc T[V.Count];
        for (; o < rows; o++, row += length)
        {
            var v = V.Select(mask, V.LoadFirst(row, mask), identity);
            for (var step = 0; step < steps; step++)
                v = TReducer.Combine<V>(v, V.Permute(v, V.Load(rotations + step * V.Count)));
            V.Store(lanes, v);
            y[o] = *lanes;
        }
    }

    /// <summary>Reduces one row of any length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Row<V>(T* x, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (TReducer.IsExtremum && TryFinite<V>(x, count, out var extremum)) return extremum;
        if (!TReducer.Rounds || count <= PartLength) return Sequential<V>(x, count);
        var half = HalfOf(count);
        return TReducer.Combine(Row<V>(x, half), Row<V>(x + half, count - half));
    }

    /// <summary>
    /// The index at which a long sum is cut in two: the multiple of a part's length nearest to the middle.
    /// </summary>
    public static int HalfOf(int count) => (count / PartLength + 1) / 2 * PartLength;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Plain(T* x, int count)
    {
        if (count == 0) return TReducer.Identity;
        var result = *x;
        for (var k = 1; k < count; k++) result = TReducer.Combine(result, x[k]);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Sequential<V>(T* x, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        V a0 = V.Create(TReducer.Identity), a1 = a0, a2 = a0, a3 = a0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            a0 = TReducer.Combine<V>(a0, V.Load(x + k));
            a1 = TReducer.Combine<V>(a1, V.Load(x + k + V.Count));
            a2 = TReducer.Combine<V>(a2, V.Load(x + k + 2 * V.Count));
            a3 = TReducer.Combine<V>(a3, V.Load(x + k + 3 * V.Count));
        }

        for (; k <= count - V.Count; k += V.Count) a0 = TReducer.Combine<V>(a0, V.Load(x + k));
        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            a1 = TReducer.Combine<V>(a1, V.Select(mask, V.LoadFirst(x + k, mask), V.Create(TReducer.Identity)));
        }

        return ReduceLanes<V>(
            TReducer.Combine<V>(TReducer.Combine<V>(a0, a1), TReducer.Combine<V>(a2, a3)));
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
        V a0 = V.Create(TReducer.Identity), a1 = a0, a2 = a0, a3 = a0;
        var k = 0;
        for (; k <= count - 4 * V.Count; k += 4 * V.Count)
        {
            V x0 = V.Load(x + k), x1 = V.Load(x + k + V.Count), x2 = V.Load(x + k + 2 * V.Count), x3 = V.Load(x + k + 3 * V.Count);
            a0 = TReducer.CombineNumbers<V>(a0, x0);
            a1 = TReducer.CombineNumbers<V>(a1, x1);
            a2 = TReducer.CombineNumbers<V>(a2, x2);
            a3 = TReducer.CombineNumbers<V>(a3, x3);
            n0 = V.MultiplyAdd(x0, zero, n0);
            n1 = V.MultiplyAdd(x1, zero, n1);
            n2 = V.MultiplyAdd(x2, zero, n2);
            n3 = V.MultiplyAdd(x3, zero, n3);
        }

        for (; k < count; k += V.Count)
        {
            var mask = V.FirstMask(Math.Min(count - k, V.Count));
            var rest = V.LoadFirst(x + k, mask);
            a0 = TReducer.CombineNumbers<V>(a0, V.Select(mask, rest, V.Create(TReducer.Identity)));
            n0 = V.MultiplyAdd(rest, zero, n0);
        }

        extremum = ReduceLanes<V>(TReducer.CombineNumbers<V>(TReducer.CombineNumbers<V>(a0, a1), TReducer.CombineNumbers<V>(a2, a3)));
        return V.Sum(n0 + n1 + (n2 + n3)) == T.Zero && extremum != T.Zero;
    }

    /// <summary>Reduces the lanes of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceLanes<V>(V v)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (typeof(TReducer) == typeof(SumReducer<T>)) return V.Sum(v);
        var lanes = stackalloc T[V.Count];
        V.Store(lanes, v);
        for (var half = V.Count / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++) lanes[i] = TReducer.Combine(lanes[i], lanes[i + half]);
        return *lanes;
    }

    /// <summary>
    /// Reduces one row, on several threads if it is long. Each thread reduces some of the parts into which
    /// <see cref="Row{V}"/> would cut it, and their results are combined in the same order, so that the result is the
    /// same to the bit for any number of threads.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Single(T* x, int length)
    {
        T result;
        if (!TReducer.CanSplit || !ParallelFor.ShouldSplit(length))
        {
            var row = new ReduceRows<T, TReducer>(x, &result, 1, length);
            Simd.Run<T, ReduceRows<T, TReducer>>(ref row);
            return result;
        }

        var count = (length + PartLength - 1) / PartLength;
        var parts = ArrayPool<T>.Shared.Rent(count);
        fixed (T* part = parts)
        {
            ParallelFor.Run(count, PartLength, new PartRange(x, length, part));
            result = CombineParts(part, length);
        }

        ArrayPool<T>.Shared.Return(parts);
        return result;
    }

    /// <summary>Combines the results of the parts of a row of so many elements.</summary>
    public static T CombineParts(T* parts, int length)
    {
        if (length <= PartLength) return *parts;
        var half = HalfOf(length);
        return TReducer.Combine(CombineParts(parts, half), CombineParts(parts + half / PartLength, length - half));
    }

    private readonly struct PartRange(T* x, int length, T* parts) : IRangeAction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var kernel = new Kernel(x, length, parts, start, end);
            Simd.Run<T, Kernel>(ref kernel);
        }
    }

    private readonly struct Kernel(T* x, int length, T* parts, int start, int end) : ISimdKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            for (var i = start; i < end; i++)
                parts[i] = Row<V>(x + i * PartLength, Math.Min(PartLength, length - i * PartLength));
        }
    }
}
