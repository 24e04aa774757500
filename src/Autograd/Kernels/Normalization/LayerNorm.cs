using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Rows brought to mean 0 and variance 1, then scaled and shifted: y = (x − μ)·r·w + b with r = 1/√(σ² + ε). An empty w stands for
/// ones, an empty b for zeros.
/// </summary>
internal static unsafe class LayerNorm
{
    /// <summary>The result, and μ and r of each row, which the gradient needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, double eps, int length, Span<T> y, Span<T> means, Span<T> scales)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, w = weight, b = bias, to = y, mean = means, scale = scales)
            ParallelFor.Run(means.Length, length, new ForwardRange<T>(from, w, b, T.CreateTruncating(eps), length, to, mean, scale));
    }

    /// <summary>
    /// dx = r·(g − mean g − x̂·mean(g·x̂)) with g = dy·w and x̂ = (x − μ)·r; dw = Σ dy·x̂ and db = Σ dy over the rows, unless they are
    /// empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> means, ReadOnlySpan<T> scales, int length,
        Span<T> dx, Span<T> dWeight, Span<T> dBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Sums over the rows of a block each; they are added up in the order of the blocks, whoever made them.
        var blocks = (means.Length + LayerNormBackward<T>.RowsAtOnce - 1) / LayerNormBackward<T>.RowsAtOnce;
        var wantsSums = !dWeight.IsEmpty || !dBias.IsEmpty;
        var sums = wantsSums ? ArrayPool<T>.Shared.Rent(2 * blocks * length) : [];
        fixed (T* g = dy, from = x, w = weight, mean = means, scale = scales, to = dx, sum = sums)
            ParallelFor.Run(
                blocks, LayerNormBackward<T>.RowsAtOnce * length,
                new BackwardRange<T>(g, from, w, mean, scale, means.Length, length, to, sum));
        AddUp<T>(sums, dWeight, length, blocks);
        AddUp<T>(sums.AsSpan(wantsSums ? length : 0), dBias, length, blocks);
        if (wantsSums) ArrayPool<T>.Shared.Return(sums);
    }

    /// <summary>y = the sum of every second row, from the first on; nothing if y is empty.</summary>
    private static void AddUp<T>(ReadOnlySpan<T> rows, Span<T> y, int length, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y.Clear();
        if (y.IsEmpty) return;
        for (var i = 0; i < count; i++) TensorPrimitives.Add(y, rows.Slice(2 * i * length, length), y);
    }

    private readonly struct ForwardRange<T>(T* x, T* weight, T* bias, T eps, int length, T* y, T* means, T* scales) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var at = (nint)start * length;
            var kernel = new ForwardKernel<T>(x + at, weight, bias, eps, end - start, length, y + at, means + start, scales + start);
            Simd.Run<T, ForwardKernel<T>>(ref kernel);
        }
    }

    private readonly struct BackwardRange<T>(
        T* dy, T* x, T* weight, T* means, T* scales, int rows, int length, T* dx, T* sums) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var first = start * LayerNormBackward<T>.RowsAtOnce;
            var count = Math.Min(end * LayerNormBackward<T>.RowsAtOnce, rows) - first;
            var at = (nint)first * length;
            var kernel = new LayerNormBackward<T>(
                dy + at, x + at, weight, means + first, scales + first, count, length, dx == null ? null : dx + at,
                sums == null ? null : sums + (nint)2 * start * length);
            Simd.Run<T, LayerNormBackward<T>>(ref kernel);
        }
    }

    private readonly struct ForwardKernel<T>(T* x, T* weight, T* bias, T eps, int rows, int length, T* y, T* means, T* scales)
        : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            T* row = x, to = y;
            var count = T.CreateTruncating(length);
            for (var o = 0; o < rows; o++, row += length, to += length)
            {
                var mean = FoldRows<T, SumFold<T>>.Row<V>(row, length) / count;
                var variance = Variance.OfRow<T, V>(row, length, mean) / count;
                var scale = T.One / T.Sqrt(variance + eps);
                means[o] = mean;
                scales[o] = scale;
                Normalize<V>(row, V.Create(mean), V.Create(scale), to);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Normalize<V>(T* row, V mean, V scale, T* to)
            where V : unmanaged, ISimdVector<V, T>
        {
            T* w = weight, b = bias;
            int j = 0, n = length;
            for (; j <= n - V.Count; j += V.Count)
            {
                var v = (V.Load(row + j) - mean) * scale;
                if (w != null) v = b != null ? V.MultiplyAdd(v, V.Load(w + j), V.Load(b + j)) : v * V.Load(w + j);
                else if (b != null) v += V.Load(b + j);
                V.Store(to + j, v);
            }

            if (j == n) return;
            var mask = V.FirstMask(n - j);
            var last = (V.LoadFirst(row + j, mask) - mean) * scale;
            if (w != null) last = V.MultiplyAdd(
                last, V.LoadFirst(w + j, mask), b != null ? V.LoadFirst(b + j, mask) : V.Zero);
            else if (b != null) last += V.LoadFirst(b + j, mask);
            V.StoreFirst(to + j, last, mask);
        }
    }
}
