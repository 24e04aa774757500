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
    public void Invoke<V>()
        where V : unmanaged, ISimd<V, T>
    {
        var wantsSums = dWeight != null || dBias != null;
        T* partWeight = scratch, partBias = scratch + length;
        for (var o = 0; o < rows; o++)
        {
            T* g = dy + o * length, row = x + o * length;
            if (wantsSums)
            {
                if (o % RowsAtOnce == 0) new Span<T>(scratch, 2 * length).Clear();
                AddToSums<V>(g, row, means[o], scales[o], partWeight, partBias);
                if (o % RowsAtOnce == RowsAtOnce - 1 || o == rows - 1)
                {
                    if (dWeight != null) AddRow<V>(partWeight, dWeight);
                    if (dBias != null) AddRow<V>(partBias, dBias);
                }
            }

            if (dx != null) ToInput<V>(g, row, means[o], scales[o], dx + o * length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AddToSums<V>(T* g, T* row, T mean, T scale, T* sumWeight, T* sumBias)
        where V : unmanaged, ISimd<V, T>
    {
        V m = V.Create(mean), r = V.Create(scale);
        int j = 0, n = length;
        for (; j <= n - V.Count; j += V.Count)
        {
            var grad = V.Load(g + j);
            var normal = (V.Load(row + j) - m) * r;
            V.Store(sumWeight + j, V.MultiplyAdd(grad, normal, V.Load(sumWeight + j)));
            V.Store(sumBias + j, grad + V.Load(sumBias + j));
        }

        for (; j < n; j++)
        {
            sumWeight[j] += g[j] * ((row[j] - mean) * scale);
            sumBias[j] += g[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AddRow<V>(T* from, T* to)
        where V : unmanaged, ISimd<V, T>
    {
        int j = 0, n = length;
        for (; j <= n - V.Count; j += V.Count) V.Store(to + j, V.Load(to + j) + V.Load(from + j));
        for (; j < n; j++) to[j] += from[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ToInput<V>(T* g, T* row, T mean, T scale, T* to)
        where V : unmanaged, ISimd<V, T>
    {
        V m = V.Create(mean), r = V.Create(scale);
        V sum = V.Zero, sumNormal = sum;
        int j = 0, n = length;
        for (; j <= n - V.Count; j += V.Count)
        {
            var grad = weight == null ? V.Load(g + j) : V.Load(g + j) * V.Load(weight + j);
            sum += grad;
            sumNormal = V.MultiplyAdd(grad, (V.Load(row + j) - m) * r, sumNormal);
        }

        var mask = V.FirstMask(n - j);
        if (j < n)
        {
            var grad = LastGradient<V>(g + j, j, mask);
            sum += grad;
            sumNormal = V.MultiplyAdd(grad, (V.LoadFirst(row + j, mask) - m) * r, sumNormal);
        }

        var count = T.CreateTruncating(n);
        V average = V.Create(V.Sum(sum) / count), averageNormal = V.Create(V.Sum(sumNormal) / count);
        for (j = 0; j <= n - V.Count; j += V.Count)
        {
            var grad = weight == null ? V.Load(g + j) : V.Load(g + j) * V.Load(weight + j);
            var normal = (V.Load(row + j) - m) * r;
            V.Store(to + j, r * (grad - average - normal * averageNormal));
        }

        if (j == n) return;
        var last = (V.LoadFirst(row + j, mask) - m) * r;
        last = LastGradient<V>(g + j, j, mask) - average - last * averageNormal;
        V.StoreFirst(to + j, r * last, mask);
    }

    /// <summary>The gradient of the normalized elements that do not fill a register; 0 in the lanes beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V LastGradient<V>(T* g, int at, V mask)
        where V : unmanaged, ISimd<V, T>
    {
        var grad = V.LoadFirst(g, mask);
        return weight == null ? grad : grad * V.LoadFirst(weight + at, mask);
    }
}
