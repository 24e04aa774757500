using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reduces one long row on several threads. They reduce the parts into which <see cref="FoldRows{T, TFold}"/> would cut
/// it, and the results are combined in the same order, so that they are the same to the bit.
/// </summary>
internal static unsafe class FoldParts<T, TFold>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFold : struct, IFold<T>
{
    private const int PartLength = FoldRows<T, TFold>.ElementsAtOnce;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Row(T* x, int length)
    {
        T result;
        if (!TFold.CanSplit || !ParallelFor.ShouldSplit(length))
        {
            var row = new FoldRows<T, TFold>(x, &result, 1, length);
            Simd.Run<T, FoldRows<T, TFold>>(ref row);
            return result;
        }

        var count = (length + PartLength - 1) / PartLength;
        var parts = ArrayPool<T>.Shared.Rent(count);
        fixed (T* part = parts)
        {
            ParallelFor.Run(count, PartLength, new PartRange(x, length, part));
            result = CombineParts(part, length);
        }

        ArrayPool<T>.Shared.Return(parts);
        return result;
    }

    /// <summary>Combines the results of the parts of a row of so many elements.</summary>
    private static T CombineParts(T* parts, int length)
    {
        if (length <= PartLength) return *parts;
        var half = FoldRows<T, TFold>.HalfOf(length);
        return TFold.Combine(CombineParts(parts, half), CombineParts(parts + half / PartLength, length - half));
    }

    private readonly struct PartRange(T* x, int length, T* parts) : IRangeAction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var kernel = new Kernel(x, length, parts, start, end);
            Simd.Run<T, Kernel>(ref kernel);
        }
    }

    private readonly struct Kernel(T* x, int length, T* parts, int start, int end) : ISimdKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            for (var i = start; i < end; i++)
                parts[i] = FoldRows<T, TFold>.Row<V>(x + i * PartLength, Math.Min(PartLength, length - i * PartLength));
        }
    }
}
