using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The gradients of <see cref="LayerNorm"/>; those of weight and bias, if wanted, are summed while the rows pass.</summary>
internal readonly unsafe struct LayerNormBackward<T>(
    T* dy, T* x, T* weight, T* means, T* scales, int rows, int length, T* dx, T* dWeight, T* dBias, T* scratch) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The rows whose sums are rounded one after the other; sums of many rows are made of theirs.</summary>
    private const int RowsAtOnce = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var wantsSums = dWeight != null || dBias != null;
        T* partWeight = scratch, partBias = scratch + length;
        for (var o = 0; o < rows; o++)
        {
            T* g = dy + o * length, row = x + o * length;
            if (wantsSums)
            {
                if (o % RowsAtOnce == 0) new Span<T>(scratch, 2 * length).Clear();
                AddToSums<V, L, M>(g, row, means[o], scales[o], partWeight, partBias);
                if (o % RowsAtOnce == RowsAtOnce - 1 || o == rows - 1)
                {
                    if (dWeight != null) AddRow<V, L, M>(partWeight, dWeight);
                    if (dBias != null) AddRow<V, L, M>(partBias, dBias);
                }
            }

            if (dx != null) ToInput<V, L, M>(g, row, means[o], scales[o], dx + o * length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddToSums<V, L, M>(T* g, T* row, T mean, T scale, T* sumWeight, T* sumBias)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V m = L.Broadcast(mean), r = L.Broadcast(scale);
        int j = 0, n = length;
        for (; j <= n - L.Count; j += L.Count)
        {
            var grad = L.Load(g + j);
            var normal = M.Multiply(M.Subtract(L.Load(row + j), m), r);
            L.Store(sumWeight + j, M.FusedMultiplyAdd(grad, normal, L.Load(sumWeight + j)));
            L.Store(sumBias + j, L.Add(grad, L.Load(sumBias + j)));
        }

        for (; j < n; j++)
        {
            sumWeight[j] += g[j] * ((row[j] - mean) * scale);
            sumBias[j] += g[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddRow<V, L, M>(T* from, T* to)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        int j = 0, n = length;
        for (; j <= n - L.Count; j += L.Count) L.Store(to + j, L.Add(L.Load(to + j), L.Load(from + j)));
        for (; j < n; j++) to[j] += from[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ToInput<V, L, M>(T* g, T* row, T mean, T scale, T* to)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V m = L.Broadcast(mean), r = L.Broadcast(scale);
        V sum = L.Broadcast(T.Zero), sumNormal = sum;
        int j = 0, n = length;
        for (; j <= n - L.Count; j += L.Count)
        {
            var grad = weight == null ? L.Load(g + j) : M.Multiply(L.Load(g + j), L.Load(weight + j));
            sum = L.Add(sum, grad);
            sumNormal = M.FusedMultiplyAdd(grad, M.Multiply(M.Subtract(L.Load(row + j), m), r), sumNormal);
        }

        var mask = L.FirstMask(n - j);
        if (j < n)
        {
            var grad = LastGradient<V, L, M>(g + j, j, mask);
            sum = L.Add(sum, grad);
            sumNormal = M.FusedMultiplyAdd(grad, M.Multiply(M.Subtract(L.LoadFirst(row + j, mask), m), r), sumNormal);
        }

        var count = T.CreateTruncating(n);
        V average = L.Broadcast(L.Sum(sum) / count), averageNormal = L.Broadcast(L.Sum(sumNormal) / count);
        for (j = 0; j <= n - L.Count; j += L.Count)
        {
            var grad = weight == null ? L.Load(g + j) : M.Multiply(L.Load(g + j), L.Load(weight + j));
            var normal = M.Multiply(M.Subtract(L.Load(row + j), m), r);
            L.Store(to + j, M.Multiply(r, M.Subtract(M.Subtract(grad, average), M.Multiply(normal, averageNormal))));
        }

        if (j == n) return;
        var last = M.Multiply(M.Subtract(L.LoadFirst(row + j, mask), m), r);
        last = M.Subtract(M.Subtract(LastGradient<V, L, M>(g + j, j, mask), average), M.Multiply(last, averageNormal));
        L.StoreFirst(to + j, M.Multiply(r, last), mask);
    }

    /// <summary>The gradient of the normalized elements that do not fill a register; 0 in the lanes beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V LastGradient<V, L, M>(T* g, int at, V mask)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        var grad = L.LoadFirst(g, mask);
        return weight == null ? grad : M.Multiply(grad, L.LoadFirst(weight + at, mask));
    }
}
