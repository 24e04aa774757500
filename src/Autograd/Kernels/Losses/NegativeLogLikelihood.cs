using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>−w·x of each row's class; a row with a negative class is ignored. An empty w counts as ones.</summary>
internal static unsafe class NegativeLogLikelihood
{
    /// <summary>Computes the losses of the rows, unless <paramref name="losses"/> is empty, and their sum.</summary>
    /// <returns>The sum of the losses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> classes, int count, ReadOnlySpan<T> weight, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var total = 0.0;
        for (var n = 0; n < classes.Length; n++)
        {
            var c = classes[n];
            var loss = c < 0 ? T.Zero : weight.IsEmpty ? -x[n * count + c] : -x[n * count + c] * weight[c];
            total += double.CreateTruncating(loss);
            if (!losses.IsEmpty) losses[n] = loss;
        }

        return total;
    }

    /// <summary>
    /// dx = −w·g at each row's class, 0 elsewhere; <paramref name="dy"/> has one number, or one for each row.
    /// </summary>
    public static void Backward<T>(
        ReadOnlySpan<T> dy, ReadOnlySpan<int> classes, int count, ReadOnlySpan<T> weight, T scale, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* g = dy, w = weight, to = dx)
        fixed (int* c = classes)
            ParallelFor.Run(classes.Length, count, new GradientRange<T>(g, dy.Length == 1 ? 0 : 1, c, count, w, scale, to));
    }

    private readonly struct GradientRange<T>(T* dy, int step, int* classes, int count, T* weight, T scale, T* dx) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            for (nint n = start; n < end; n++)
            {
                var row = new Span<T>(dx + n * count, count);
                row.Clear();
                var c = classes[n];
                if (c < 0) continue;
                var g = -dy[n * step] * scale;
                row[c] = weight == null ? g : g * weight[c];
            }
        }
    }
}
