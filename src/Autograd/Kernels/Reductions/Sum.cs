using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Sums over one dimension of a block, and means.</summary>
internal static class Sum
{
    /// <summary>y[o, i] = Σₖ x[o, k, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Reduce.Block<float, SumReducer<float>>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), outer, length, inner);
        else if (typeof(T) == typeof(double))
            Reduce.Block<double, SumReducer<double>>(
                MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), outer, length, inner);
        else
            OfIntegers(x, y, outer, length, inner);
    }

    /// <summary>Divides sums by the count, which gives means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide<T>(Span<T> sums, int count) where T : unmanaged, INumber<T>
    {
        var divisor = T.CreateTruncating(count);
        if (sums.Length > 16) TensorPrimitives.Divide(sums, divisor, sums);
        else
            for (var i = 0; i < sums.Length; i++) sums[i] /= divisor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfIntegers<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, INumber<T>
    {
        var block = length * inner;
        for (var o = 0; o < outer; o++)
        {
            var rows = x.Slice(o * block, block);
            if (inner == 1)
            {
                y[o] = TensorPrimitives.Sum(rows);
                continue;
            }

            var sums = y.Slice(o * inner, inner);
            sums.Clear();
            for (var at = 0; at < block; at += inner) TensorPrimitives.Add(sums, rows.Slice(at, inner), sums);
        }
    }
}
