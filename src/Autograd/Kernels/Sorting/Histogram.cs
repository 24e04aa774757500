using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Count(ReadOnlySpan<long> x, ReadOnlySpan<double> weights, Span<double> y)
    {
        for (var k = 0; k < x.Length; k++) y[(int)x[k]] += weights[k];
    }

    /// <inheritdoc cref="Count(ReadOnlySpan{long}, ReadOnlySpan{double}, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<long> x, ReadOnlySpan<float> weights, Span<double> y)
    {
        // The conversion of a vector, because that of a number waits for the one before it: its instruction keeps the
        // upper half of its register.
        for (var k = 0; k < x.Length; k++)
            y[(int)x[k]] += Vector128.WidenLower(Vector128.CreateScalar(weights[k])).ToScalar();
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
