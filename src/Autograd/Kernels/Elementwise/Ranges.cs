using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>
/// Evenly spaced numbers, bit by bit as PyTorch 1.13 computes them on AVX2: the first number of a block of 32 bytes is
/// rounded once and the others are counted up from it, two blocks at a time; the remainder is computed number by
/// number.
/// </summary>
internal static class Ranges
{
    private const int BlockBytes = 32;

    /// <summary>y[i] = start + step·i, computed in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Arange<T>(double start, double step, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = BlockBytes / sizeof(T);
        var blocked = y.Length / (2 * block) * (2 * block);
        ref var to = ref MemoryMarshal.GetReference(y);
        var (steps, low, high) = (Vector256.Create(step), Vector256.Create(0.0, 1, 2, 3), Vector256.Create(4.0, 5, 6, 7));
        for (var i = 0; i < blocked; i += block)
        {
            var first = Vector256.Create(double.CreateTruncating(T.CreateTruncating(Math.FusedMultiplyAdd(step, i, start))));
            var numbers = Vector256.FusedMultiplyAdd(steps, low, first);
            var target = sizeof(T) == sizeof(double)
                ? numbers.As<double, T>()
                : Vector256.Narrow(numbers, Vector256.FusedMultiplyAdd(steps, high, first)).As<float, T>();
            target.StoreUnsafe(ref to, (nuint)i);
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

    /// <summary>
    /// y[i] from start to end, counted from the start in the first half and from the end in the second.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        ref var to = ref MemoryMarshal.GetReference(y);
        var steps = Vector256<T>.Indices * Vector256.Create(step);
        for (var i = 0; i < blocked; i += block)
            (Vector256.Create(Between(start, end, step, i, count)) + steps).StoreUnsafe(ref to, (nuint)i);
        for (var i = blocked; i < count; i++) y[i] = Between(start, end, step, i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Between<T>(T start, T end, T step, int i, int count) where T : unmanaged, IFloatingPointIeee754<T> =>
        i < count / 2
            ? T.FusedMultiplyAdd(step, T.CreateTruncating(i), start)
            : T.FusedMultiplyAdd(-step, T.CreateTruncating(count - i - 1), end);

    /// <summary>
    /// y[i] = base to the power of start + step·i, computed in double; counted from the end in the second half.
    /// </summary>
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
