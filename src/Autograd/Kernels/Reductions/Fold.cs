using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Reductions of floating-point numbers over one dimension of a block.</summary>
internal static unsafe class Fold
{
    /// <summary>The most partial results that are kept on the stack; larger buffers are rented.</summary>
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
            // The larger number of independent results is split over threads; a single long row is split into parts.
            if (inner == 1 && outer == 1) to[0] = FoldParts<T, TFold>.Row(from, length);
            else if (inner == 1) ParallelFor.Run(outer, length, new RowRange<T, TFold>(from, to, length));
            else if (outer >= inner) ParallelFor.Run(outer, length * inner, new BlockRange<T, TFold>(from, to, length, inner));
            else ParallelFor.Run(inner, outer * length, new ColumnRange<T, TFold>(from, to, outer, length, inner), MaxLanes);
        }
    }

    /// <summary>The elements of the widest vector, of any type and hardware.</summary>
    private const int MaxLanes = 16;

    private readonly struct RowRange<T, TFold>(T* x, T* y, int length) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var rows = new FoldRows<T, TFold>(x + (nint)start * length, y + start, end - start, length);
            Simd.Run<T, FoldRows<T, TFold>>(ref rows);
        }
    }

    private readonly struct BlockRange<T, TFold>(T* x, T* y, int length, int inner) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end) => new ColumnRange<T, TFold>(
            x + (nint)start * length * inner, y + (nint)start * inner, end - start, length, inner).Invoke(0, inner);
    }

    private readonly struct ColumnRange<T, TFold>(T* x, T* y, int outer, int length, int inner) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Invoke(int start, int end)
        {
            var size = FoldColumns<T, TFold>.ScratchSize(length, end - start);
            if (size <= StackScratch)
            {
                var buffer = stackalloc T[StackScratch];
                Run(buffer, start, end);
                return;
            }

            var scratch = ArrayPool<T>.Shared.Rent(size);
            fixed (T* buffer = scratch) Run(buffer, start, end);
            ArrayPool<T>.Shared.Return(scratch);
        }

        private void Run(T* scratch, int start, int end)
        {
            var columns = new FoldColumns<T, TFold>(x, y, scratch, outer, length, inner, start, end);
            Simd.Run<T, FoldColumns<T, TFold>>(ref columns);
        }
    }
}
