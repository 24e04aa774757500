using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Counts the true elements of boolean blocks over one dimension.</summary>
internal static class NonzeroCount
{
    /// <summary>
    /// The columns that are counted at a time, and the rows that are counted before a byte could overflow.
    /// </summary>
    private const int Width = 512, Height = byte.MaxValue;

    /// <summary>y[o, i] = the number of true x[o, k, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(ReadOnlySpan<bool> x, Span<long> y, int outer, int length, int inner)
    {
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++) y[o] = x.Slice(o * length, length).Count(true);
            return;
        }

        y.Clear();
        if (length == 0) return;
        var bytes = MemoryMarshal.AsBytes(x);
        for (var o = 0; o < outer; o++)
            for (var column = 0; column < inner; column += Width)
                Columns(bytes[(o * length * inner + column)..], inner, length, y.Slice(o * inner + column, Math.Min(Width, inner - column)));
    }

    /// <summary>
    /// Adds up rows as bytes, of which a vector holds many, and adds these sums to the counts before they overflow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(ReadOnlySpan<byte> x, int step, int rows, Span<long> y)
    {
        Span<byte> counts = stackalloc byte[y.Length];
        for (var row = 0; row < rows; row += Height)
        {
            counts.Clear();
            for (var k = row; k < Math.Min(rows, row + Height); k++) TensorPrimitives.Add(counts, x.Slice(k * step, counts.Length), counts);
            for (var i = 0; i < y.Length; i++) y[i] += counts[i];
        }
    }
}
