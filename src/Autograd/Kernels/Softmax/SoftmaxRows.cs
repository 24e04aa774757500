using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The softmax, or its logarithm, of each row of a matrix.</summary>
/// <param name="x">The rows.</param>
/// <param name="y">The results.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="length">The elements of a row.</param>
/// <param name="maxima">Receives the maximum of each row, unless it is null.</param>
/// <param name="sums">Receives the sum of the exponentials of each row, unless it is null.</param>
internal readonly unsafe struct SoftmaxRows<T, TForm>(T* x, T* y, int rows, int length, T* maxima = null, T* sums = null)
    : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    /// <summary>
    /// A multiple of the number of rows that a vector holds, at every width. Rows that are split over threads at its
    /// multiples share a vector with the same rows as in one run, so that their sums have the same order. It is 1 for
    /// rows that share none.
    /// </summary>
    public static int RowMultiple(int length) => length > WidestVector ? 1 : 16 * 3 * 5;

    /// <summary>The most elements that a vector holds.</summary>
    private const int WidestVector = 16;

    /// <summary>The rows whose logarithms are computed at a time.</summary>
    private const int RowsAtOnce = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        // These are separate methods: one that holds all of them is too large for the JIT to inline their calls.
        if (V.Count > 1 && length <= V.Count)
        {
            var done = SeveralShort<V>(x, y);
            if (done < rows) Short<V>(x + done * length, y + done * length, done);
        }
        else
        {
            Long<V>(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Long<V>(T* x, T* y)
        where V : unmanaged, ISimdVector<V, T>
    {
        for (var o = 0; o < rows; o++, x += length, y += length)
        {
            var max = ExpSums.Max<T, V>(x, length);
            if (TForm.IsLog)
            {
                var sum = ExpSums.Sum<T, V>(x, max, null, length);
                SubtractBoth<V>(x, max, T.Log(sum), y, length);
            }
            else
            {
                var sum = ExpSums.Sum<T, V>(x, max, y, length);
                Divide<V>(y, sum, length);
                if (maxima == null) continue;
                maxima[o] = max;
                sums[o] = sum;
            }
        }
    }

    /// <summary>Computes rows that fit into one vector. Logarithms are cheaper for many rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private void Short<V>(T* x, T* y, int first)
        where V : unmanaged, ISimdVector<V, T>
    {
        var mask = V.FirstMask(length);
        var none = V.Create(T.NegativeInfinity);
        var logs = stackalloc T[RowsAtOnce];
        for (var start = first; start < rows; start += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - start);
            for (var o = 0; o < count; o++, x += length, y += length)
            {
                var row = V.Select(mask, V.LoadFirst(x, mask), none);
                var max = V.MaxAcross(row);
                var shifted = row - V.Create(max);
                var exp = V.Select(mask, VectorMath.ExpFlushToZero(shifted), V.Zero);
                var sum = V.Sum(exp);
                if (TForm.IsLog)
                {
                    logs[o] = sum;
                    V.StoreFirst(y, shifted, mask);
                }
                else
                {
                    V.StoreFirst(y, exp / V.Create(sum), mask);
                    if (maxima == null) continue;
                    maxima[start + o] = max;
                    sums[start + o] = sum;
                }
            }

            if (!TForm.IsLog) continue;
            Scaling.Log(new Span<T>(logs, count));
            y -= count * length;
            for (var o = 0; o < count; o++, y += length)
                V.StoreFirst(y, V.LoadFirst(y, mask) - V.Create(logs[o]), mask);
        }
    }

    /// <summary>
    /// Computes several rows in one vector. Permutations of the lanes combine the elements of each row.
    /// </summary>
    /// <returns>The number of rows that were computed; a few may remain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private int SeveralShort<V>(T* x, T* y)
        where V : unmanaged, ISimdVector<V, T>
    {
        var rowsPerVector = length == 0 ? 0 : V.Count / length;
        if (rowsPerVector < 2 || rows < rowsPerVector) return 0;
        int width = rowsPerVector * length, n = length;

        // In the k-th vector of indices, every lane of a row has the index of the row's k-th element.
        var permutations = stackalloc T[n * V.Count];
        for (var k = 0; k < n; k++)
        {
            var permutation = permutations + k * V.Count;
            for (var start = 0; start < width; start += n)
                for (var i = start; i < start + n; i++) permutation[i] = LaneIndex.FromInt32<T>(start + k);
            for (var i = width; i < V.Count; i++) permutation[i] = LaneIndex.FromInt32<T>(i);
        }

        var lanes = stackalloc T[V.Count];
        var mask = V.FirstMask(width);
        var o = 0;
        for (; o <= rows - rowsPerVector; o += rowsPerVector, x += width, y += width)
        {
            var row = V.LoadFirst(x, mask);
            var max = row;
            for (var k = 0; k < n; k++) max = V.MaxNative(max, V.Permute(row, V.Load(permutations + k * V.Count)));
            var shifted = row - max;
            var exp = VectorMath.ExpFlushToZero(shifted);
            var sum = V.Permute(exp, V.Load(permutations));
            for (var k = 1; k < n; k++) sum += V.Permute(exp, V.Load(permutations + k * V.Count));
            V.StoreFirst(y, TForm.IsLog ? shifted - VectorMath.Log(sum) : exp / sum, mask);
            if (maxima == null) continue;
            StoreFirsts<V>(max, lanes, rowsPerVector, maxima + o);
            StoreFirsts<V>(sum, lanes, rowsPerVector, sums + o);
        }

        return o;
    }

    /// <summary>Writes the value that all lanes of a row hold, once for each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreFirsts<V>(V value, T* lanes, int rowsPerVector, T* target)
        where V : unmanaged, ISimdVector<V, T>
    {
        V.Store(lanes, value);
        for (var r = 0; r < rowsPerVector; r++) target[r] = lanes[r * length];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Divide<V>(T* y, T divisor, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        var d = V.Create(divisor);
        var k = 0;
        for (; k <= count - V.Count; k += V.Count) V.Store(y + k, V.Load(y + k) / d);
        if (k == count) return;
        var mask = V.FirstMask(count - k);
        V.StoreFirst(y + k, V.LoadFirst(y + k, mask) / d, mask);
    }

    /// <summary>
    /// y = x − a − b. For large numbers a and b differ so much in magnitude that a + b would lose the digits of the
    /// smaller one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SubtractBoth<V>(T* x, T a, T b, T* y, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        V va = V.Create(a), vb = V.Create(b);
        var k = 0;
        for (; k <= count - V.Count; k += V.Count) V.Store(y + k, V.Load(x + k) - va - vb);
        if (k == count) return;
        var mask = V.FirstMask(count - k);
        V.StoreFirst(y + k, V.LoadFirst(x + k, mask) - va - vb, mask);
    }
}
