using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>−w·x of each row's class; a row with a negative class is ignored. An empty w counts as ones.</summary>
internal static class NegativeLogLikelihood
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        ReadOnlySpan<T> dy, ReadOnlySpan<int> classes, int count, ReadOnlySpan<T> weight, T scale, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        dx.Clear();
        for (var n = 0; n < classes.Length; n++)
        {
            var c = classes[n];
            if (c < 0) continue;
            var g = -dy[dy.Length == 1 ? 0 : n] * scale;
            dx[n * count + c] = weight.IsEmpty ? g : g * weight[c];
        }
    }
}
