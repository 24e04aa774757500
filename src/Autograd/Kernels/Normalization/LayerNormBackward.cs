using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Computes the gradients of <see cref="LayerNorm"/>. The gradients of weight and bias are summed in the same pass,
/// unless <paramref name="sums"/> is null: one row of each for each block of rows.
/// </summary>
internal readonly unsafe struct LayerNormBackward<T>(
    T* dy, T* x, T* weight, T* means, T* scales, int rows, int length, T* dx, T* sums, bool centers)
    : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of rows of a block, whose sums are accumulated in sequence.</summary>
    public const int RowsAtOnce = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var sum = sums;
        for (var o = 0; o < rows; o++)
        {
            T* g = dy + (nint)o * length, row = x + (nint)o * length;
            var shift = -(MeanError(row, means[o], scales[o]) * scales[o]);
            if (sums != null)
            {
                if (o > 0 && o % RowsAtOnce == 0) sum += 2 * length;
                if (o % RowsAtOnce == 0) new Span<T>(sum, 2 * length).Clear();
                AddToSums<V>(g, row, means[o], shift, scales[o], sum, sum + length);
            }

            if (dx != null) ToInput<V>(g, row, means[o], shift, scales[o], dx + (nint)o * length);
        }
    }

    /// <summary>
    /// The rounding error of a row's mean, if it matters compared with the row's deviations; 0 if not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T MeanError(T* row, T mean, T scale) =>
        LayerNorm.IsCancelling(mean, scale) ? WideMoments.RestOf(row, length, mean) : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AddToSums<V>(T* g, T* row, T mean, T shift, T scale, T* sumWeight, T* sumBias)
        where V : unmanaged, ISimdVector<V, T>
    {
        V m = V.Create(mean), c = V.Create(shift), r = V.Create(scale);
        int j = 0, n = length;
        for (; j <= n - V.Count; j += V.Count)
        {
            var grad = V.Load(g + j);
            var normal = V.MultiplyAdd(V.Load(row + j) - m, r, c);
            V.Store(sumWeight + j, V.MultiplyAdd(grad, normal, V.Load(sumWeight + j)));
            V.Store(sumBias + j, grad + V.Load(sumBias + j));
        }

        for (; j < n; j++)
        {
            sumWeight[j] += g[j] * ((row[j] - mean) * scale + shift);
            sumBias[j] += g[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ToInput<V>(T* g, T* row, T mean, T shift, T scale, T* to)
        where V : unmanaged, ISimdVector<V, T>
    {
        V m = V.Create(mean), c = V.Create(shift), r = V.Create(scale);
        V sum = V.Zero, sumNormal = sum;
        int j = 0, n = length;
        for (; j <= n - V.Count; j += V.Count)
        {
            var grad = weight == null ? V.Load(g + j) : V.Load(g + j) * V.Load(weight + j);
            sum += grad;
            sumNormal = V.MultiplyAdd(grad, V.MultiplyAdd(V.Load(row + j) - m, r, c), sumNormal);
        }

        var mask = V.FirstMask(n - j);
        if (j < n)
        {
            var grad = LastGradient<V>(g + j, j, mask);
            sum += grad;
            sumNormal = V.MultiplyAdd(grad, V.MultiplyAdd(V.LoadFirst(row + j, mask) - m, r, c), sumNormal);
        }

        var count = T.CreateTruncating(n);
        V average = centers ? V.Create(V.Sum(sum) / count) : V.Zero, averageNormal = V.Create(V.Sum(sumNormal) / count);
        for (j = 0; j <= n - V.Count; j += V.Count)
        {
            var grad = weight == null ? V.Load(g + j) : V.Load(g + j) * V.Load(weight + j);
            var normal = V.MultiplyAdd(V.Load(row + j) - m, r, c);
            V.Store(to + j, r * (grad - average - normal * averageNormal));
        }

        if (j == n) return;
        var last = V.MultiplyAdd(V.LoadFirst(row + j, mask) - m, r, c);
        last = LastGradient<V>(g + j, j, mask) - average - last * averageNormal;
        V.StoreFirst(to + j, r * last, mask);
    }

    /// <summary>The gradient of the normalized elements that do not fill a vector; 0 in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V LastGradient<V>(T* g, int at, V mask)
        where V : unmanaged, ISimdVector<V, T>
    {
        var grad = V.LoadFirst(g, mask);
        return weight == null ? grad : grad * V.LoadFirst(weight + at, mask);
    }
}
