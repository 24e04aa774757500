using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Converts indices to the form that kernels read: in 32 bits, checked, not negative.</summary>
internal static class IndexConversion
{
    /// <summary>y = x if all numbers are in [0, size); otherwise returns false and leaves y undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryNarrow(ReadOnlySpan<long> x, int size, Span<int> y)
    {
        // A number out of range is negative itself, or becomes negative when it is subtracted from the limit.
        var limit = size - 1L;
        var (limits, outside) = (new Vector<long>(limit), Vector<long>.Zero);
        var wide = MemoryMarshal.Cast<long, Vector<long>>(x);
        var narrow = MemoryMarshal.Cast<int, Vector<int>>(y[..x.Length]);
        for (var i = 0; i < narrow.Length; i++)
        {
            var (low, high) = (wide[2 * i], wide[2 * i + 1]);
            outside |= low | (limits - low) | high | (limits - high);
            narrow[i] = Vector.Narrow(low, high);
        }

        var rest = 0L;
        for (var k = narrow.Length * Vector<int>.Count; k < x.Length; k++)
        {
            rest |= x[k] | (limit - x[k]);
            y[k] = (int)x[k];
        }

        return rest >= 0 && Vector.GreaterThanOrEqualAll(outside, Vector<long>.Zero);
    }

    /// <summary>True if all numbers are in [0, size).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreInRange(ReadOnlySpan<int> x, int size)
    {
        var (limits, outside) = (new Vector<int>(size - 1), Vector<int>.Zero);
        var wide = MemoryMarshal.Cast<int, Vector<int>>(x);
        foreach (var some in wide) outside |= some | (limits - some);
        var rest = 0;
        for (var k = wide.Length * Vector<int>.Count; k < x.Length; k++) rest |= x[k] | (size - 1 - x[k]);
        return rest >= 0 && Vector.GreaterThanOrEqualAll(outside, Vector<int>.Zero);
    }

    /// <summary>Writes the indices of the true values, as many as fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NonzeroIndices(ReadOnlySpan<bool> values, Span<int> indices)
    {
        // Every index is written, and k advances only for true values: no branch depends on the values.
        var bytes = MemoryMarshal.AsBytes(values);
        var k = 0;
        for (var i = 0; k < indices.Length; i++)
        {
            indices[k] = i;
            k += bytes[i];
        }
    }
}
