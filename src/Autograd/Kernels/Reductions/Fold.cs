using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Reductions of floating numbers over one dimension of a block.</summary>
internal static unsafe class Fold
{
    /// <summary>Room for partial results that the stack gives; more is rented.</summary>
    private const int StackScratch = 256;

    /// <summary>y[o, i] = the fold of x[o, k, i] over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Block<T, TFold>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold<T>
    {
        if (y.IsEmpty) return;
        if (length == 0)
        {
            y.Fill(TFold.Identity);
            return;
        }

        fixed (T* from = x, to = y)
        {
            if (inner == 1)
            {
                var rows = new FoldRows<T, TFold>(from, to, outer, length);
                Simd.Run<T, FoldRows<T, TFold>>(ref rows);
                return;
            }

            var size = FoldColumns<T, TFold>.ScratchSize(length, inner);
            if (size <= StackScratch)
            {
                var room = stackalloc T[StackScratch];
                Columns<T, TFold>(from, to, room, outer, length, inner);
                return;
            }

            var scratch = ArrayPool<T>.Shared.Rent(size);
            fixed (T* room = scratch) Columns<T, TFold>(from, to, room, outer, length, inner);
            ArrayPool<T>.Shared.Return(scratch);
        }
    }

    private static void Columns<T, TFold>(T* x, T* y, T* scratch, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold<T>
    {
        var columns = new FoldColumns<T, TFold>(x, y, scratch, outer, length, inner);
        Simd.Run<T, FoldColumns<T, TFold>>(ref columns);
    }
}
