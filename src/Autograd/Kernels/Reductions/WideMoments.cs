using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The mean and the squared deviations in Float64, for numbers whose squares leave the range of their type, or whose
/// mean is so large beside their deviations that its rounding error would count as a deviation. The mean is the sum of
/// two numbers, so that it can be subtracted without rounding.
/// </summary>
internal readonly struct WideMoments
{
    /// <summary>The elements that are converted at a time.</summary>
    private const int ChunkLength = 512;

    private WideMoments(double mean, double rest, double squares)
    {
        Mean = mean;
        Rest = rest;
        Squares = squares;
    }

    /// <summary>The mean, rounded to the elements' type.</summary>
    public double Mean { get; }

    /// <summary>The part of the mean that was lost when it was rounded.</summary>
    public double Rest { get; }

    /// <summary>The sum of the squared deviations.</summary>
    public double Squares { get; }

    /// <summary>
    /// True if a variance in the elements' own type is too inaccurate: it is not finite, or it is small beside the
    /// square of the mean, whose squared rounding error it contains.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="variance">The variance, or the mean squared deviation including that error.</param>
    /// <param name="ratio">The largest acceptable ratio of the mean to the deviation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNeeded<T>(T mean, T variance, double ratio) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, v) = (double.CreateTruncating(mean), double.CreateTruncating(variance));
        return !(m * m <= ratio * ratio * v) || !double.IsFinite(v);
    }

    /// <summary>True if a variance is so small that squares underflowed, or lost digits, in Float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnderflow<T>(T variance) where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) && variance < T.CreateTruncating(1e-30);

    /// <summary>The ratio at which the rounded mean adds less than 10⁻⁷ to a variance.</summary>
    public static double VarianceRatio<T>() => typeof(T) == typeof(float) ? 256 : 1L << 37;

    /// <summary>Computes the moments of elements that are a stride apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static unsafe WideMoments Of<T>(T* x, int count, int stride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> chunk = stackalloc double[ChunkLength];
        var sum = 0.0;
        for (var at = 0; at < count; at += ChunkLength)
            sum += TensorPrimitives.Sum<double>(Widened(x, at, count, stride, chunk));
        var mean = double.CreateTruncating(T.CreateTruncating(sum / count));
        double deviations = 0, squares = 0;
        for (var at = 0; at < count; at += ChunkLength)
        {
            var part = Widened(x, at, count, stride, chunk);
            TensorPrimitives.Subtract(part, mean, part);
            deviations += TensorPrimitives.Sum<double>(part);
            squares += TensorPrimitives.SumOfSquares<double>(part);
        }

        // The squares are taken about the rounded mean. About the exact mean, their sum is smaller by n times the
        // square of the difference.
        var rest = deviations / count;
        return new WideMoments(mean, rest, double.IsNaN(squares) ? squares : Math.Max(0, squares - rest * deviations));
    }

    /// <summary>Computes the sum of squares of neighbouring elements, as if their mean were 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    public static unsafe WideMoments AboutZero<T>(T* x, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> chunk = stackalloc double[ChunkLength];
        var squares = 0.0;
        for (var at = 0; at < count; at += ChunkLength)
            squares += TensorPrimitives.SumOfSquares<double>(Widened(x, at, count, 1, chunk));
        return new WideMoments(0, 0, squares);
    }

    /// <summary>Returns the difference between the exact mean of the elements and a rounded one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    public static unsafe T RestOf<T>(T* x, int count, T mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> chunk = stackalloc double[ChunkLength];
        var deviations = 0.0;
        for (var at = 0; at < count; at += ChunkLength)
        {
            var part = Widened(x, at, count, 1, chunk);
            TensorPrimitives.Subtract(part, double.CreateTruncating(mean), part);
            deviations += TensorPrimitives.Sum<double>(part);
        }

        return T.CreateTruncating(deviations / count);
    }

    private static unsafe Span<double> Widened<T>(T* x, int at, int count, int stride, Span<double> chunk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var part = chunk[..Math.Min(ChunkLength, count - at)];
        if (stride == 1) TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(x + at, part.Length), part);
        else
            for (var k = 0; k < part.Length; k++) part[k] = double.CreateTruncating(x[(nint)(at + k) * stride]);
        return part;
    }
}
