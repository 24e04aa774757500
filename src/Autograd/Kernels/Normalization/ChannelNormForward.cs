using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Computes <see cref="ChannelNorm"/> for the groups from <c>Start</c> to <c>End</c>.</summary>
internal readonly unsafe struct ChannelNormForward<T>(
    ChannelGroups groups, T* x, T* weight, T* bias, double eps, T* y, T* means, T* scales, T* shifts, T* variances, bool isGiven)
    : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The elements that are converted to Float64 at a time.</summary>
    private const int ChunkLength = 512;

    public int Start { get; init; }

    public int End { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var length = groups.Length;
        for (var group = Start; group < End; group++)
        {
            if (!isGiven) FindMoments<V>(group);
            var moment = isGiven ? group % groups.Channels : group;
            var shift = shifts == null ? T.Zero : shifts[group];
            for (var k = 0; k < groups.Segments; k++)
            {
                var segment = groups.FirstSegment(group) + k * groups.Step;
                var channel = segment % groups.Channels;
                var (scale, offset) = (scales[moment], shift);
                if (weight != null) (scale, offset) = (scale * weight[channel], offset * weight[channel]);
                if (bias != null) offset += bias[channel];
                var at = (nint)segment * length;
                Scale<V>(x + at, means[moment], scale, offset, y + at, length);
            }
        }
    }

    /// <summary>Computes the moments of all groups, and no result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindMoments<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        for (var group = Start; group < End; group++) FindMoments<V>(group);
    }

    /// <summary>Computes μ, r, the shift and σ² of a group, whose elements then are in the processor's cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void FindMoments<V>(int group)
        where V : unmanaged, ISimdVector<V, T>
    {
        // Segments of a group of one sample are neighbours, so they are one.
        var (count, length) = groups.IsAcrossSamples ? (groups.Segments, groups.Length) : (1, groups.Elements);
        var first = x + (nint)groups.FirstSegment(group) * groups.Length;
        var step = (nint)groups.Step * groups.Length;
        double elements = groups.Elements, sum = 0, squares = 0;
        for (var k = 0; k < count; k++) sum += double.CreateTruncating(ReduceRows<T, SumReducer<T>>.Row<V>(first + k * step, length));
        var mean = T.CreateTruncating(sum / elements);
        for (var k = 0; k < count; k++) squares += double.CreateTruncating(Variance.OfRow<T, V>(first + k * step, length, mean));
        var (variance, rest) = (squares / elements, 0.0);
        if (!IsAccurate(double.CreateTruncating(mean), variance + eps))
        {
            (var exact, rest, squares) = MomentsInFloat64(first, step, count, length);
            mean = T.CreateTruncating(exact);
            variance = squares / elements;
        }

        var scale = 1 / Math.Sqrt(variance + eps);
        means[group] = mean;
        scales[group] = T.CreateTruncating(scale);
        shifts[group] = T.CreateTruncating(-(rest * scale));
        if (variances != null) variances[group] = T.CreateTruncating(variance);
    }

    /// <summary>
    /// True if the elements' own type holds the moments accurately: the mean is small beside the deviation, and the
    /// variance is far from the ends of the type's range.
    /// </summary>
    private static bool IsAccurate(double mean, double variance)
    {
        var isFloat = typeof(T) == typeof(float);
        var ratio = isFloat ? 64.0 : 1L << 35;
        return mean * mean <= variance * ratio * ratio && variance >= (isFloat ? 1e-30 : 0) && variance <= (isFloat ? 1e30 : 1e280);
    }

    /// <summary>The rounded mean, what was lost when it was rounded, and the sum of squared deviations, in Float64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private (double Mean, double Lost, double Squares) MomentsInFloat64(T* first, nint step, int count, int length)
    {
        Span<double> chunk = stackalloc double[ChunkLength];
        var sum = 0.0;
        for (var k = 0; k < count; k++)
            for (var at = 0; at < length; at += ChunkLength)
                sum += TensorPrimitives.Sum<double>(Widened(first + k * step + at, length - at, chunk));
        var mean = double.CreateTruncating(T.CreateTruncating(sum / groups.Elements));
        double deviations = 0, squares = 0;
        for (var k = 0; k < count; k++)
        {
            for (var at = 0; at < length; at += ChunkLength)
            {
                var part = Widened(first + k * step + at, length - at, chunk);
                TensorPrimitives.Subtract(part, mean, part);
                deviations += TensorPrimitives.Sum<double>(part);
                squares += TensorPrimitives.SumOfSquares<double>(part);
            }
        }

        var rest = deviations / groups.Elements;
        return (mean, rest, double.IsNaN(squares) ? squares : Math.Max(0, squares - rest * deviations));
    }

    private static Span<double> Widened(T* from, int count, Span<double> chunk)
    {
        var part = chunk[..Math.Min(ChunkLength, count)];
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(from, part.Length), part);
        return part;
    }

    /// <summary>y = (x − mean)·scale + offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scale<V>(T* from, T mean, T scale, T offset, T* to, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        V m = V.Create(mean), r = V.Create(scale), c = V.Create(offset);
        var j = 0;
        for (; j <= count - V.Count; j += V.Count) V.Store(to + j, V.MultiplyAdd(V.Load(from + j) - m, r, c));
        if (j == count) return;
        var mask = V.FirstMask(count - j);
        V.StoreFirst(to + j, V.MultiplyAdd(V.LoadFirst(from + j, mask) - m, r, c), mask);
    }
}
