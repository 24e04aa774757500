using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Counts integers, and numbers in bins.</summary>
internal static class Histogram
{
    /// <summary>y[x[k]] += 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<long> x, Span<long> y)
    {
        foreach (var value in x) y[(int)value]++;
    }

    /// <summary>y[x[k]] += weights[k], in this order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count<T>(ReadOnlySpan<long> x, ReadOnlySpan<T> weights, Span<double> y) where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < x.Length; k++) y[(int)x[k]] += double.CreateTruncating(weights[k]);
    }

    /// <summary>
    /// Counts the numbers in bins of equal width between two bounds. The bounds belong to the first and the last bin.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bins<T>(ReadOnlySpan<T> x, T min, T max, Span<long> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bins = T.CreateTruncating(y.Length);
        foreach (var value in x)
        {
            if (!(value >= min && value <= max)) continue;
            var bin = int.CreateTruncating((value - min) * bins / (max - min));
            y[Math.Min(bin, y.Length - 1)]++;
        }
    }
}
