using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// Normalizes groups of elements to mean 0 and variance 1, then scales and shifts each channel:
/// y = (x − μ)·r·w + b with r = 1/√(σ² + ε). An empty w counts as ones, an empty b as zeros.
/// </summary>
internal static unsafe class ChannelNorm
{
    /// <summary>
    /// Computes the result, and for each group μ, r, the shift −(rounding error of μ)·r and σ², which is not wanted if
    /// <paramref name="variances"/> is empty.
    /// </summary>
    public static void Forward<T>(
        ChannelGroups groups, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, double eps,
        Span<T> y, Span<T> means, Span<T> scales, Span<T> shifts, Span<T> variances)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, w = weight, b = bias, to = y, mean = means, scale = scales, shift = shifts, variance = variances)
        {
            if (ChannelNormColumns.IsApplicable(groups))
            {
                ChannelNormColumns.Forward(groups, from, w, b, eps, to, mean, scale, shift, variance);
                return;
            }

            ParallelFor.Run(
                groups.Count, groups.Elements,
                new ForwardRange<T>(new(groups, from, w, b, eps, to, mean, scale, shift, variance, isGiven: false)));
        }
    }

    /// <summary>Computes the result from given means and scales of each channel.</summary>
    public static void Apply<T>(
        ChannelGroups groups, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, ReadOnlySpan<T> means,
        ReadOnlySpan<T> scales, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // In the order of the memory, which groups across samples would not be.
        groups = groups with { IsAcrossSamples = false };
        fixed (T* from = x, w = weight, b = bias, to = y, mean = means, scale = scales)
        {
            if (groups.Length == 1)
                ParallelFor.Run(groups.Samples, groups.Channels, new RowsRange<T>(from, w, b, mean, scale, groups.Channels, to));
            else
                ParallelFor.Run(
                    groups.Count, groups.Elements,
                    new ForwardRange<T>(new(groups, from, w, b, 0, to, mean, scale, null, null, isGiven: true)));
        }
    }

    /// <summary>
    /// dx = r·(h − mean h − x̂·mean(h·x̂)) with h = dy·w and x̂ = (x − μ)·r, or r·h if the moments were given; dw = Σ dy·x̂
    /// and db = Σ dy of each channel. What is empty is not wanted; empty shifts count as zeros.
    /// </summary>
    public static void Backward<T>(
        ChannelGroups groups, ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> means,
        ReadOnlySpan<T> scales, ReadOnlySpan<T> shifts, bool isGiven, Span<T> dx, Span<T> dWeight, Span<T> dBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (isGiven) groups = groups with { IsAcrossSamples = false };
        var segments = groups.Samples * groups.Channels;
        var wantsSums = !isGiven || !dWeight.IsEmpty || !dBias.IsEmpty;
        var rented = wantsSums ? ArrayPool<double>.Shared.Rent(Math.Max(2 * segments, 1)) : [];
        fixed (double* sums = rented)
        {
            fixed (T* g = dy, from = x, w = weight, mean = means, scale = scales, shift = shifts, to = dx)
            {
                if (ChannelNormColumns.IsApplicable(groups))
                {
                    ChannelNormColumns.Backward(groups, g, from, w, mean, scale, shift, to, sums);
                    groups = groups with { Samples = 1 };
                    segments = groups.Channels;
                }
                else
                {
                    ParallelFor.Run(
                        groups.Count, groups.Elements,
                        new BackwardRange<T>(new(groups, g, from, w, mean, scale, shift, isGiven, to, wantsSums ? sums : null)));
                }
            }

            // One thread adds in the order of the samples, so that the result does not depend on the number of threads.
            AddUp(groups, sums, dBias);
            AddUp(groups, sums + segments, dWeight);
        }

        if (wantsSums) ArrayPool<double>.Shared.Return(rented);
    }

    private static void AddUp<T>(ChannelGroups groups, double* sums, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var c = 0; c < y.Length; c++)
        {
            var sum = 0.0;
            for (var n = 0; n < groups.Samples; n++) sum += sums[n * groups.Channels + c];
            y[c] = T.CreateTruncating(sum);
        }
    }

    private readonly struct ForwardRange<T>(ChannelNormForward<T> kernel) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var own = kernel with { Start = start, End = end };
            Simd.Run<T, ChannelNormForward<T>>(ref own);
        }
    }

    /// <summary>Applies given moments to rows of which every element is of another channel.</summary>
    private readonly struct RowsRange<T>(T* x, T* weight, T* bias, T* means, T* scales, int channels, T* y) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var at = (nint)start * channels;
            var kernel = new ChannelNormRows<T>(x + at, weight, bias, means, scales, end - start, channels, y + at);
            Simd.Run<T, ChannelNormRows<T>>(ref kernel);
        }
    }

    private readonly struct BackwardRange<T>(ChannelNormBackward<T> kernel) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var own = kernel with { Start = start, End = end };
            Simd.Run<T, ChannelNormBackward<T>>(ref own);
        }
    }
}
