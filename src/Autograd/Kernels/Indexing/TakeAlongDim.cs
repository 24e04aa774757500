using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Takes one element of each column along a dimension, and scatters it back.</summary>
internal static class TakeAlongDim
{
    /// <summary>y[o, i] = x[o, index[o, i], i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<long> indices, OuterDimInner walk, Span<T> y) where T : unmanaged
    {
        var at = 0;
        for (var o = 0; o < walk.Outer; o++)
            for (var i = 0; i < walk.Inner; i++, at++)
                y[at] = x[(o * walk.Length + (int)indices[at]) * walk.Inner + i];
    }

    /// <summary>y[o, index[o, i], i] = x[o, i]; all other elements of y are left unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ReadOnlySpan<T> x, ReadOnlySpan<long> indices, OuterDimInner walk, Span<T> y) where T : unmanaged
    {
        var at = 0;
        for (var o = 0; o < walk.Outer; o++)
            for (var i = 0; i < walk.Inner; i++, at++)
                y[(o * walk.Length + (int)indices[at]) * walk.Inner + i] = x[at];
    }
}
