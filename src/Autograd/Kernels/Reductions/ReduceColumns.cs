using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reduces each column of a block to a number, for all columns at once: the rows of the block are added, as vectors, to
/// a row of results. Long sums are pairwise sums.
/// </summary>
/// <param name="x">The blocks, of length · inner elements each.</param>
/// <param name="y">The results, inner for each block.</param>
/// <param name="scratch">Scratch memory of <see cref="ScratchSize"/> elements.</param>
/// <param name="outer">The number of blocks.</param>
/// <param name="length">The rows of a block, at least 1.</param>
/// <param name="inner">The elements of a row, at least 2.</param>
/// <param name="start">The first column to reduce.</param>
/// <param name="end">The end of the columns to reduce. If a row is shorter than a vector, all columns are reduced.</param>
internal readonly unsafe struct ReduceColumns<T, TReducer>(T* x, T* y, T* scratch, int outer, int length, int inner, int start, int end)
    : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TReducer : struct, IReducer<T>
{
    /// <summary>The most rows that are summed one after the other.</summary>
    private const int RowsAtOnce = 128;

    /// <summary>The most columns of a panel: its results stay in the first-level cache.</summary>
    private const int PanelWidth = 2048;

    /// <summary>The elements of the widest vector, of any type and hardware.</summary>
    private const int MaxLanes = 16;

    /// <summary>
    /// The elements of scratch memory: a row of partial results for each halving of the rows, and one for short rows
    /// side by side.
    /// </summary>
    public static int ScratchSize(int length, int inner) =>
        Math.Max(Math.Min(inner, PanelWidth), MaxLanes) * (BitOperations.Log2((uint)(length / RowsAtOnce) + 1) + 2);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        for (var o = 0; o < outer; o++)
        {
            T* block = x + (nint)o * length * inner, result = y + o * inner;
            if (inner < V.Count && length >= V.Count / inner)
            {
                Narrow<V>(block, result);
                continue;
            }

            for (var column = start; column < end; column += PanelWidth)
                Rows<V>(block + column, length, inner, Math.Min(PanelWidth, end - column), result + column, scratch);
        }
    }

    /// <summary>Reduces a block whose rows are shorter than a vector: several rows side by side fill one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Narrow<V>(T* block, T* result)
        where V : unmanaged, ISimdVector<V, T>
    {
        var rowsPerVector = V.Count / inner;
        var width = rowsPerVector * inner;
        var count = length / rowsPerVector;
        Rows<V>(block, count, width, width, scratch, scratch + MaxLanes);
        var end = block + length * inner;
        for (block += count * width; block < end; block += inner)
            for (var i = 0; i < inner; i++) scratch[i] = TReducer.Combine(scratch[i], block[i]);
        for (var i = 0; i < inner; i++)
        {
            result[i] = scratch[i];
            for (var k = i + inner; k < width; k += inner) result[i] = TReducer.Combine(result[i], scratch[k]);
        }
    }

    /// <summary>Reduces some columns; cuts the rows of a long sum in two halves, and combines their results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V>(T* x, int count, int stride, int width, T* result, T* scratch)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (!TReducer.Rounds || count <= RowsAtOnce)
        {
            Sequential<V>(x, count, stride, width, result);
            return;
        }

        var half = count / 2;
        Rows<V>(x, half, stride, width, result, scratch);
        Rows<V>(x + half * stride, count - half, stride, width, scratch, scratch + Math.Max(width, MaxLanes));
        for (var j = 0; j < width; j++) result[j] = TReducer.Combine(result[j], scratch[j]);
    }

    /// <summary>Reduces four rows at a time, so that the results are loaded and stored a fourth as often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sequential<V>(T* x, int count, int stride, int width, T* result)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (width <= V.Count)
        {
            Single<V>(x, count, stride, width, result);
            return;
        }

        new ReadOnlySpan<T>(x, width).CopyTo(new Span<T>(result, width));
        var k = 1;
        for (; k <= count - 4; k += 4)
        {
            T* r0 = x + k * stride, r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride;
            var j = 0;
            for (; j <= width - V.Count; j += V.Count)
            {
                var v = TReducer.Combine<V>(TReducer.Combine<V>(V.Load(result + j), V.Load(r0 + j)), V.Load(r1 + j));
                V.Store(result + j, TReducer.Combine<V>(TReducer.Combine<V>(v, V.Load(r2 + j)), V.Load(r3 + j)));
            }

            for (; j < width; j++)
                result[j] = TReducer.Combine(TReducer.Combine(TReducer.Combine(TReducer.Combine(result[j], r0[j]), r1[j]), r2[j]), r3[j]);
        }

        for (; k < count; k++)
        {
            var row = x + k * stride;
            var j = 0;
            for (; j <= width - V.Count; j += V.Count)
                V.Store(result + j, TReducer.Combine<V>(V.Load(result + j), V.Load(row + j)));
            for (; j < width; j++) result[j] = TReducer.Combine(result[j], row[j]);
        }
    }

    /// <summary>Reduces rows that fit into one vector, which stays in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Single<V>(T* x, int count, int stride, int width, T* result)
        where V : unmanaged, ISimdVector<V, T>
    {
        var mask = V.FirstMask(width);
        var v = V.LoadFirst(x, mask);
        for (var k = 1; k < count; k++) v = TReducer.Combine<V>(v, V.LoadFirst(x + k * stride, mask));
        V.StoreFirst(result, v, mask);
    }
}
