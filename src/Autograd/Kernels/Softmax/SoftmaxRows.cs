using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The softmax, or its logarithm, of each row of a matrix.</summary>
/// <param name="x">The rows.</param>
/// <param name="y">The results.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="length">The elements of a row.</param>
/// <param name="maxima">The greatest of each row, to be written unless it is null.</param>
/// <param name="sums">The sum of each row's exponentials, to be written unless it is null.</param>
internal readonly unsafe struct SoftmaxRows<T, TForm>(T* x, T* y, int rows, int length, T* maxima = null, T* sums = null)
    : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    /// <summary>The rows whose logarithms are taken together.</summary>
    private const int RowsAtOnce = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        if (L.Count > 1 && length <= L.Count)
        {
            var done = maxima == null ? SeveralShort<V, L, M>(x, y) : 0;
            Short<V, L, M>(x + done * length, y + done * length, rows - done);
        }
        else
        {
            Long<V, L, M>(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Long<V, L, M>(T* x, T* y)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        for (var o = 0; o < rows; o++, x += length, y += length)
        {
            var max = ExpSums.Max<T, V, L, M>(x, length);
            if (TForm.IsLog)
            {
                var sum = ExpSums.Sum<T, V, L, M>(x, max, null, length);
                SubtractBoth<V, L, M>(x, max, T.Log(sum), y, length);
            }
            else
            {
                var sum = ExpSums.Sum<T, V, L, M>(x, max, y, length);
                Divide<V, L, M>(y, sum, length);
                if (maxima == null) continue;
                maxima[o] = max;
                sums[o] = sum;
            }
        }
    }

    /// <summary>Rows that fit into one register stay in it. Logarithms are cheaper for many rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Short<V, L, M>(T* x, T* y, int rows)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var mask = L.FirstMask(length);
        var none = L.Broadcast(T.NegativeInfinity);
        var logs = stackalloc T[RowsAtOnce];
        for (var start = 0; start < rows; start += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - start);
            for (var o = 0; o < count; o++, x += length, y += length)
            {
                var row = M.Select(mask, L.LoadFirst(x, mask), none);
                var max = M.MaxAcross(row);
                var shifted = M.Subtract(row, L.Broadcast(max));
                var exp = M.Select(mask, M.Exp(shifted), L.Broadcast(T.Zero));
                var sum = L.Sum(exp);
                if (TForm.IsLog)
                {
                    logs[o] = sum;
                    L.StoreFirst(y, shifted, mask);
                }
                else
                {
                    L.StoreFirst(y, M.Divide(exp, L.Broadcast(sum)), mask);
                    if (maxima == null) continue;
                    maxima[start + o] = max;
                    sums[start + o] = sum;
                }
            }

            if (!TForm.IsLog) continue;
            Scaling.Log(new Span<T>(logs, count));
            y -= count * length;
            for (var o = 0; o < count; o++, y += length)
                L.StoreFirst(y, M.Subtract(L.LoadFirst(y, mask), L.Broadcast(logs[o])), mask);
        }
    }

    /// <summary>Rows of which a register holds several: what belongs to a row is brought together by permuting the lanes.</summary>
    /// <returns>The number of rows that were done; a few may be left over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SeveralShort<V, L, M>(T* x, T* y)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var together = length == 0 ? 0 : L.Count / length;
        if (together < 2) return 0;
        int width = together * length, n = length;

        // The k-th register of indices names, in every lane of a row, the row's k-th element.
        var places = stackalloc T[n * L.Count];
        for (var k = 0; k < n; k++)
            for (var i = 0; i < L.Count; i++)
                places[k * L.Count + i] = Lane(i < width ? i / n * n + k : i);

        var lanes = stackalloc T[L.Count];
        var mask = L.FirstMask(width);
        var o = 0;
        for (; o <= rows - together; o += together, x += width, y += width)
        {
            var row = L.LoadFirst(x, mask);
            var max = row;
            for (var k = 0; k < n; k++) max = M.MaxNative(max, M.Permute(row, L.Load(places + k * L.Count)));
            var shifted = M.Subtract(row, max);
            var exp = M.Exp(shifted);
            var sum = M.Permute(exp, L.Load(places));
            for (var k = 1; k < n; k++) sum = L.Add(sum, M.Permute(exp, L.Load(places + k * L.Count)));
            L.StoreFirst(y, TForm.IsLog ? shifted : M.Divide(exp, sum), mask);
            if (TForm.IsLog) SubtractLogs<V, L>(y, sum, lanes, together);
        }

        return o;
    }

    /// <summary>Subtracts from several short rows the logarithms of their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SubtractLogs<V, L>(T* y, V sums, T* lanes, int together)
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        L.Store(lanes, sums);
        for (var r = 0; r < together; r++)
        {
            var log = T.Log(lanes[r * length]);
            for (var k = 0; k < length; k++) y[r * length + k] -= log;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Lane(int lane) => sizeof(T) == 4 ? Unsafe.BitCast<int, T>(lane) : Unsafe.BitCast<long, T>(lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide<V, L, M>(T* y, T divisor, int count)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var d = L.Broadcast(divisor);
        var k = 0;
        for (; k <= count - L.Count; k += L.Count) L.Store(y + k, M.Divide(L.Load(y + k), d));
        if (k == count) return;
        var mask = L.FirstMask(count - k);
        L.StoreFirst(y + k, M.Divide(L.LoadFirst(y + k, mask), d), mask);
    }

    /// <summary>y = x − a − b: the two are far apart for large numbers, and their sum would lose the smaller one's digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractBoth<V, L, M>(T* x, T a, T b, T* y, int count)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V va = L.Broadcast(a), vb = L.Broadcast(b);
        var k = 0;
        for (; k <= count - L.Count; k += L.Count) L.Store(y + k, M.Subtract(M.Subtract(L.Load(x + k), va), vb));
        if (k == count) return;
        var mask = L.FirstMask(count - k);
        L.StoreFirst(y + k, M.Subtract(M.Subtract(L.LoadFirst(x + k, mask), va), vb), mask);
    }
}
