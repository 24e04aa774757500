using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// <see cref="ChannelNorm"/> over the samples of a matrix (N, C). What is summed for a channel is a column, so columns are
/// brought together, some at a time; everything else follows the order of the memory.
/// </summary>
internal static unsafe class ChannelNormColumns
{
    public static bool IsApplicable(ChannelGroups groups) => groups is { IsAcrossSamples: true, Length: 1, Samples: > 1 };

    public static void Forward<T>(
        ChannelGroups groups, T* x, T* weight, T* bias, double eps, T* y, T* means, T* scales, T* shifts, T* variances)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (samples, channels) = (groups.Samples, groups.Channels);
        ParallelFor.Run(channels, samples, new MomentsRange<T>(x, samples, channels, eps, means, scales, shifts, variances), BlockOf(samples));
        var factors = (T*)PackBuffer.GetSecond(2 * (nint)channels * sizeof(T));
        var offsets = factors + channels;
        for (var c = 0; c < channels; c++)
        {
            (factors[c], offsets[c]) = weight == null ? (scales[c], shifts[c]) : (scales[c] * weight[c], shifts[c] * weight[c]);
            if (bias != null) offsets[c] += bias[c];
        }

        ParallelFor.Run(samples, channels, new ResultRange<T>(x, offsets, means, factors, channels, y));
    }

    /// <summary>The sums Σ dy and Σ dy·x̂ of each channel are written to <paramref name="sums"/>, one list after the other.</summary>
    public static void Backward<T>(
        ChannelGroups groups, T* dy, T* x, T* weight, T* means, T* scales, T* shifts, T* dx, double* sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (samples, channels) = (groups.Samples, groups.Channels);
        ParallelFor.Run(channels, 2 * samples, new SumsRange<T>(dy, x, samples, channels, means, scales, shifts, sums), BlockOf(samples));
        if (dx == null) return;
        var averages = (T*)PackBuffer.GetSecond(3 * (nint)channels * sizeof(T));
        T* normalAverages = averages + channels, ones = normalAverages + channels;
        for (var c = 0; c < channels; c++)
        {
            var w = weight == null ? 1 : double.CreateTruncating(weight[c]);
            averages[c] = T.CreateTruncating(-(w * sums[c] / samples));
            normalAverages[c] = T.CreateTruncating(-(w * sums[channels + c] / samples));
            ones[c] = T.One;
        }

        ParallelFor.Run(
            samples, channels,
            new GradientRange<T>(dy, x, weight == null ? ones : weight, means, scales, shifts, averages, normalAverages, channels, dx));
    }

    /// <summary>
    /// The columns that are brought together at a time. Long pieces of rows are transposed faster, because lines that are a
    /// power of two apart leave the first-level cache soon; but all of the block should stay in the second-level one.
    /// </summary>
    private static int BlockOf(int samples) => samples <= 256 ? 128 : 16;

    private readonly struct MomentsRange<T>(
        T* x, int samples, int channels, double eps, T* means, T* scales, T* shifts, T* variances) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var block = BlockOf(samples);
            var columns = (T*)PackBuffer.Get((nint)block * samples * sizeof(T));
            for (; start < end; start += block)
            {
                var count = Math.Min(block, end - start);
                TransposedCopy.Copy(x + start, channels, samples, count, columns, samples);
                var forward = new ChannelNormForward<T>(
                    new ChannelGroups(1, count, samples, 1, true), columns, null, null, eps, null, means + start, scales + start,
                    shifts + start, variances == null ? null : variances + start, false);
                var kernel = new MomentsKernel<T>(forward with { End = count });
                Simd.Run<T, MomentsKernel<T>>(ref kernel);
            }
        }
    }

    private readonly struct MomentsKernel<T>(ChannelNormForward<T> forward) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
            => forward.FindMoments<V>();
    }

    private readonly struct ResultRange<T>(T* x, T* offsets, T* means, T* factors, int channels, T* y) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var at = (nint)start * channels;
            var kernel = new ChannelNormRows<T>(x + at, null, offsets, means, factors, end - start, channels, y + at);
            Simd.Run<T, ChannelNormRows<T>>(ref kernel);
        }
    }

    private readonly struct SumsRange<T>(
        T* dy, T* x, int samples, int channels, T* means, T* scales, T* shifts, double* sums) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var block = BlockOf(samples);
            var columns = (T*)PackBuffer.Get(2 * (nint)block * samples * sizeof(T));
            var gradients = columns + (nint)block * samples;
            for (; start < end; start += block)
            {
                var count = Math.Min(block, end - start);
                TransposedCopy.Copy(x + start, channels, samples, count, columns, samples);
                TransposedCopy.Copy(dy + start, channels, samples, count, gradients, samples);
                var backward = new ChannelNormBackward<T>(
                    new ChannelGroups(1, count, samples, 1, true), gradients, columns, null, means + start, scales + start, shifts + start,
                    false, null, sums + start);
                var kernel = new SumsKernel<T>(backward with { End = count }, sums + channels + start);
                Simd.Run<T, SumsKernel<T>>(ref kernel);
            }
        }
    }

    private readonly struct SumsKernel<T>(ChannelNormBackward<T> backward, double* normalSums) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
            => backward.FindSums<V>(normalSums);
    }

    private readonly struct GradientRange<T>(
        T* dy, T* x, T* weight, T* means, T* scales, T* shifts, T* averages, T* normalAverages, int channels, T* dx) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var at = (nint)start * channels;
            var kernel = new GradientKernel<T>(
                dy + at, x + at, weight, means, scales, shifts, averages, normalAverages, end - start, channels, dx + at);
            Simd.Run<T, GradientKernel<T>>(ref kernel);
        }
    }

    /// <summary>dx = r·(dy·w − mean h − x̂·mean(h·x̂)), where the means come with their signs changed.</summary>
    private readonly struct GradientKernel<T>(
        T* dy, T* x, T* weight, T* means, T* scales, T* shifts, T* averages, T* normalAverages, int rows, int channels, T* dx) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            T* g = dy, from = x, to = dx;
            for (var row = 0; row < rows; row++, g += channels, from += channels, to += channels)
            {
                var j = 0;
                for (; j <= channels - V.Count; j += V.Count)
                {
                    var r = V.Load(scales + j);
                    var normal = V.MultiplyAdd(V.Load(from + j) - V.Load(means + j), r, V.Load(shifts + j));
                    var scaled = V.MultiplyAdd(V.Load(g + j), V.Load(weight + j), V.Load(averages + j));
                    V.Store(to + j, r * V.MultiplyAdd(normal, V.Load(normalAverages + j), scaled));
                }

                if (j == channels) continue;
                var mask = V.FirstMask(channels - j);
                var scale = V.LoadFirst(scales + j, mask);
                var last = V.MultiplyAdd(
                    V.LoadFirst(from + j, mask) - V.LoadFirst(means + j, mask), scale, V.LoadFirst(shifts + j, mask));
                var sum = V.MultiplyAdd(V.LoadFirst(g + j, mask), V.LoadFirst(weight + j, mask), V.LoadFirst(averages + j, mask));
                V.StoreFirst(to + j, scale * V.MultiplyAdd(last, V.LoadFirst(normalAverages + j, mask), sum), mask);
            }
        }
    }
}
