using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Variances of blocks of rows, in two passes: the mean first, so that nothing cancels.</summary>
internal static class Variance
{
    private const int ElementsAtOnce = 1024;

    /// <summary>y[o, i] = Σₖ (x[o, k, i] − mean)² / divisor.</summary>
    public static T[] Block<T>(ReadOnlySpan<T> x, int outer, int length, int inner, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var means = Sum.Block(x, outer, length, inner);
        Sum.Divide<T>(means, length);
        var y = new T[means.Length];
        var scratch = ArrayPool<T>.Shared.Rent(inner == 1 ? ElementsAtOnce : inner);
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1) y[o] = SquaredDeviations(block, means[o], scratch);
            else SquaredDeviations(block, means.AsSpan(o * inner, inner), y.AsSpan(o * inner, inner), scratch.AsSpan(0, inner));
        }

        ArrayPool<T>.Shared.Return(scratch);
        Sum.Divide<T>(y, divisor);
        return y;
    }

    private static T SquaredDeviations<T>(ReadOnlySpan<T> x, T mean, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (var at = 0; at < x.Length; at += ElementsAtOnce)
        {
            var part = scratch[..Math.Min(ElementsAtOnce, x.Length - at)];
            TensorPrimitives.Subtract(x.Slice(at, part.Length), mean, part);
            sum += TensorPrimitives.SumOfSquares<T>(part);
        }

        return sum;
    }

    private static void SquaredDeviations<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> means, Span<T> y, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var at = 0; at < x.Length; at += means.Length)
        {
            TensorPrimitives.Subtract(x.Slice(at, means.Length), means, scratch);
            TensorPrimitives.MultiplyAdd(scratch, scratch, y, y);
        }
    }
}
