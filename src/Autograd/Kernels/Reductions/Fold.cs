using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Reductions of floating numbers over one dimension of a block.</summary>
internal static unsafe class Fold
{
    /// <summary>y[o, i] = the fold of x[o, k, i] over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

            var scratch = ArrayPool<T>.Shared.Rent(FoldColumns<T, TFold>.ScratchSize(length, inner));
            fixed (T* room = scratch)
            {
                var columns = new FoldColumns<T, TFold>(from, to, room, outer, length, inner);
                Simd.Run<T, FoldColumns<T, TFold>>(ref columns);
            }

            ArrayPool<T>.Shared.Return(scratch);
        }
    }
}
