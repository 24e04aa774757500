using System.Buffers;
using System.Numerics;
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
        {
            var kernel = new ForwardKernel<T>(from, w, b, T.CreateTruncating(eps), means.Length, length, to, mean, scale);
            Simd.Run<T, ForwardKernel<T>>(ref kernel);
        }
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
        dWeight.Clear();
        dBias.Clear();
        var scratch = ArrayPool<T>.Shared.Rent(2 * Math.Max(length, 1));
        fixed (T* g = dy, from = x, w = weight, mean = means, scale = scales, to = dx, dw = dWeight, db = dBias, room = scratch)
        {
            var kernel = new LayerNormBackward<T>(g, from, w, mean, scale, means.Length, length, to, dw, db, room);
            Simd.Run<T, LayerNormBackward<T>>(ref kernel);
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    private readonly struct ForwardKernel<T>(T* x, T* weight, T* bias, T eps, int rows, int length, T* y, T* means, T* scales)
        : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimd<V, T>
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
            where V : unmanaged, ISimd<V, T>
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
