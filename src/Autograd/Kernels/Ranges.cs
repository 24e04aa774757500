using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Evenly spaced numbers to the bit as PyTorch 1.13 computes them on AVX2: a block of 32 bytes is rounded once at its first number and counted
/// up from there, two blocks at a time; what is left at the end is computed number by number.
/// </summary>
internal static class Ranges
{
    private const int BlockBytes = 32;

    /// <summary>y[i] = start + step·i, computed in double.</summary>
    public static unsafe void Arange<T>(double start, double step, Span<T> y) where T : unmanaged, INumber<T>
    {
        var block = BlockBytes / sizeof(T);
        var blocked = y.Length / (2 * block) * (2 * block);
        for (var i = 0; i < blocked; i += block)
        {
            var first = double.CreateTruncating(T.CreateTruncating(Math.FusedMultiplyAdd(step, i, start)));
            for (var k = 0; k < block; k++) y[i + k] = T.CreateTruncating(Math.FusedMultiplyAdd(step, k, first));
        }

        for (var i = blocked; i < y.Length; i++) y[i] = T.CreateTruncating(Math.FusedMultiplyAdd(step, i, start));
    }

    /// <summary>y[i] = start + step·i, of integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Arange(long start, long step, Span<long> y)
    {
        var next = start;
        foreach (ref var number in y)
        {
            number = next;
            next += step;
        }
    }

    /// <summary>y[i] from start to end, counted from the start in the first half and from the end in the second.</summary>
    public static unsafe void Linspace<T>(T start, T end, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = y.Length;
        if (count == 1)
        {
            y[0] = start;
            return;
        }

        var step = (end - start) / T.CreateTruncating(count - 1);
        var block = BlockBytes / sizeof(T);
        var blocked = count / (2 * block) * (2 * block);
        for (var i = 0; i < blocked; i += block)
        {
            var first = At(i);
            for (var k = 0; k < block; k++) y[i + k] = first + T.CreateTruncating(k) * step;
        }

        for (var i = blocked; i < count; i++) y[i] = At(i);

        T At(int i) => i < count / 2
            ? T.FusedMultiplyAdd(step, T.CreateTruncating(i), start)
            : T.FusedMultiplyAdd(-step, T.CreateTruncating(count - i - 1), end);
    }

    /// <summary>y[i] = base to the power of start + step·i, counted from the end in the second half, computed in double.</summary>
    public static void Logspace<T>(double start, double end, double @base, Span<T> y) where T : unmanaged, INumber<T>
    {
        var count = y.Length;
        var step = count > 1 ? (end - start) / (count - 1) : 0;
        for (var i = 0; i < count; i++)
        {
            var exponent = i < count / 2 || count == 1 ? start + step * i : end - step * (count - i - 1);
            y[i] = T.CreateTruncating(Math.Pow(@base, exponent));
        }
    }
}
