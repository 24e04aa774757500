using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Normalizes rows to mean 0 and variance 1, then scales and shifts them: y = (x − μ)·r·w + b with r = 1/√(σ² + ε). An
/// empty w counts as ones, an empty b as zeros. If rows are not centered, μ is 0, and σ² the mean square.
/// </summary>
internal static unsafe class LayerNorm
{
    /// <summary>
    /// The greatest number of blocks whose sums are added in sequence; more are added pairwise first.
    /// </summary>
    private const int BlocksAtOnce = 64;

    /// <summary>Computes the result, and μ and r of each row, which the gradient needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, double eps, int length, Span<T> y, Span<T> means, Span<T> scales,
        bool centers = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, w = weight, b = bias, to = y, mean = means, scale = scales)
            ParallelFor.Run(means.Length, length, new ForwardRange<T>(from, w, b, T.CreateTruncating(eps), length, to, mean, scale, centers));
    }

    /// <summary>
    /// dx = r·(g − mean g − x̂·mean(g·x̂)) with g = dy·w and x̂ = (x − μ)·r; dw = Σ dy·x̂ and db = Σ dy over the rows,
    /// unless they are empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> means, ReadOnlySpan<T> scales, int length,
        Span<T> dx, Span<T> dWeight, Span<T> dBias, bool centers = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (means.IsEmpty)
        {
            dWeight.Clear();
            dBias.Clear();
            return;
        }

        // Each block of rows has its own sums, which are added in the order of the blocks, so that the result does not
        // depend on the threads.
        var blocks = (means.Length + LayerNormBackward<T>.RowsAtOnce - 1) / LayerNormBackward<T>.RowsAtOnce;
        var wantsSums = !dWeight.IsEmpty || !dBias.IsEmpty;
        var sums = wantsSums ? ArrayPool<T>.Shared.Rent(2 * blocks * length) : [];
        fixed (T* g = dy, from = x, w = weight, mean = means, scale = scales, to = dx, sum = sums)
            ParallelFor.Run(
                blocks, LayerNormBackward<T>.RowsAtOnce * length,
                new BackwardRange<T>(g, from, w, mean, scale, means.Length, length, to, sum, centers));
        AddUp(sums, dWeight, length, blocks);
        AddUp(sums.AsSpan(wantsSums ? length : 0), dBias, length, blocks);
        if (wantsSums) ArrayPool<T>.Shared.Return(sums);
    }

    /// <summary>
    /// The largest ratio of a row's mean to its deviation for which the rounding of the mean does not affect the
    /// normalized elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double MaxRatio<T>() => typeof(T) == typeof(float) ? 64 : 1L << 35;

    /// <summary>True if the rounding of a row's mean affects the row's normalized elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCancelling<T>(T mean, T scale) where T : unmanaged, IFloatingPointIeee754<T> =>
        !(T.Abs(mean * scale) <= T.CreateTruncating(MaxRatio<T>()));

    /// <summary>True if the gradients of some row, computed from its elements alone, need Float64.</summary>
    public static bool AnyNeedsWide<T>(ReadOnlySpan<T> means, ReadOnlySpan<T> scales) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < means.Length; o++)
            if (IsCancelling(means[o], scales[o]) || scales[o] < T.CreateTruncating(1e-12) || scales[o] > T.CreateTruncating(1e12)) return true;
        return false;
    }

    /// <summary>
    /// y = the sum of every second row, starting with the first; does nothing if y is empty. Many rows are added
    /// pairwise in place, so that the rounding error grows with the logarithm of their number.
    /// </summary>
    private static void AddUp<T>(Span<T> rows, Span<T> y, int length, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        for (; count > BlocksAtOnce; count = (count + 1) / 2)
            for (var i = 0; i < count / 2; i++)
            {
                var sum = rows.Slice(2 * i * length, length);
                TensorPrimitives.Add<T>(sum, rows.Slice(2 * (i + (count + 1) / 2) * length, length), sum);
            }

        y.Clear();
        for (var i = 0; i < count; i++) TensorPrimitives.Add(y, rows.Slice(2 * i * length, length), y);
    }

    private readonly struct ForwardRange<T>(T* x, T* weight, T* bias, T eps, int length, T* y, T* means, T* scales, bool centers)
        : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var at = (nint)start * length;
            var kernel = new ForwardKernel<T>(x + at, weight, bias, eps, end - start, length, y + at, means + start, scales + start, centers);
            Simd.Run<T, ForwardKernel<T>>(ref kernel);
        }
    }

    private readonly struct BackwardRange<T>(
        T* dy, T* x, T* weight, T* means, T* scales, int rows, int length, T* dx, T* sums, bool centers)
        : IRangeAction
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
                sums == null ? null : sums + (nint)2 * start * length, centers);
            Simd.Run<T, LayerNormBackward<T>>(ref kernel);
        }
    }

    private readonly struct ForwardKernel<T>(T* x, T* weight, T* bias, T eps, int rows, int length, T* y, T* means, T* scales, bool centers)
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
                var mean = centers ? ReduceRows<T, SumReducer<T>>.Row<V>(row, length) / count : T.Zero;
                var variance = Variance.OfRow<T, V>(row, length, mean) / count + eps;
                var scale = T.One / T.Sqrt(variance);
                var rest = T.Zero;
                if (!IsAccurate(mean, variance))
                {
                    var moments = centers ? WideMoments.Of(row, length, 1) : WideMoments.AboutZero(row, length);
                    mean = T.CreateTruncating(moments.Mean);
                    rest = T.CreateTruncating(moments.Rest);
                    scale = T.CreateTruncating(1 / Math.Sqrt(moments.Squares / length + double.CreateTruncating(eps)));
                }

                means[o] = mean;
                scales[o] = scale;
                Normalize<V>(row, mean, -(rest * scale), scale, to);
            }
        }

        /// <summary>
        /// True if the elements' own type holds the moments accurately: the mean is small beside the deviation, and the
        /// variance is far from the ends of the type's range.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static bool IsAccurate(T mean, T variance)
        {
            var isFloat = typeof(T) == typeof(float);
            return mean * mean <= variance * T.CreateTruncating(MaxRatio<T>() * MaxRatio<T>())
                && variance >= T.CreateTruncating(isFloat ? 1e-30 : 0)
                && variance <= T.CreateTruncating(isFloat ? 1e30 : 1e280);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Normalize<V>(T* row, T mean, T shift, T scale, T* to)
            where V : unmanaged, ISimdVector<V, T>
        {
            // The shift takes the mean's rounding error off. As the addend of a fused operation it costs nothing.
            V m = V.Create(mean), c = V.Create(shift), r = V.Create(scale);
            T* w = weight, b = bias;
            int j = 0, n = length;
            for (; j <= n - V.Count; j += V.Count)
            {
                var v = V.MultiplyAdd(V.Load(row + j) - m, r, c);
                if (w != null) v = b != null ? V.MultiplyAdd(v, V.Load(w + j), V.Load(b + j)) : v * V.Load(w + j);
                else if (b != null) v += V.Load(b + j);
                V.Store(to + j, v);
            }

            if (j == n) return;
            var mask = V.FirstMask(n - j);
            var last = V.MultiplyAdd(V.LoadFirst(row + j, mask) - m, r, c);
            if (w != null) last = V.MultiplyAdd(
                last, V.LoadFirst(w + j, mask), b != null ? V.LoadFirst(b + j, mask) : V.Zero);
            else if (b != null) last += V.LoadFirst(b + j, mask);
            V.StoreFirst(to + j, last, mask);
        }
    }
}
