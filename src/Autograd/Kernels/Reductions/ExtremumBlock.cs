using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Extrema over one dimension of a block, without their indices.</summary>
internal static class ExtremumBlock
{
    /// <summary>
    /// y[o, i] = the extremum of x[o, k, i] over k, of which there is at least one; NaN if there is one.
    /// </summary>
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        if (typeof(T) == typeof(float))
            OfFloats<float, TOrder>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), outer, length, inner);
        else if (typeof(T) == typeof(double))
            OfFloats<double, TOrder>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), outer, length, inner);
        else
            OfIntegers<T, TOrder>(x, y, outer, length, inner);
    }

    private static void OfFloats<T, TOrder>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        if (TOrder.IsGreatest) Reduce.Block<T, MaxReducer<T>>(x, y, outer, length, inner);
        else Reduce.Block<T, MinReducer<T>>(x, y, outer, length, inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfIntegers<T, TOrder>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1)
            {
                y[o] = TOrder.BestOfIntegers(block);
                continue;
            }

            var best = y.Slice(o * inner, inner);
            block[..inner].CopyTo(best);
            for (var at = inner; at < block.Length; at += inner)
            {
                var row = block.Slice(at, inner);
                for (var i = 0; i < best.Length; i++) best[i] = TOrder.IsBetter(row[i], best[i]) ? row[i] : best[i];
            }
        }
    }
}
