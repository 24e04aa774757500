using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>
/// Softmax and its logarithm over one dimension, and their gradients. The maximum is subtracted first, so that no exponential
/// overflows.
/// </summary>
internal static class Softmax
{
    /// <summary>y = exp(x − max x) / Σ exp(x − max x); y may be x.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y, DimWalk walk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        var (outer, length, inner) = (walk.Outer, walk.Length, walk.Inner);
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++) Row(x.Slice(o * length, length), y.Slice(o * length, length));
            return;
        }

        var scratch = ArrayPool<T>.Shared.Rent(2 * inner);
        var max = scratch.AsSpan(0, inner);
        var sum = scratch.AsSpan(inner, inner);
        var block = length * inner;
        for (var o = 0; o < outer; o++)
        {
            var to = y.Slice(o * block, block);
            ShiftedExp(x.Slice(o * block, block), to, max, sum);
            for (var k = 0; k < block; k += inner) TensorPrimitives.Divide(to.Slice(k, inner), sum, to.Slice(k, inner));
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>y = x − max x − log Σ exp(x − max x); y may not be x.</summary>
    public static void LogForward<T>(ReadOnlySpan<T> x, Span<T> y, DimWalk walk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        var (outer, length, inner) = (walk.Outer, walk.Length, walk.Inner);
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++) LogRow(x.Slice(o * length, length), y.Slice(o * length, length));
            return;
        }

        var scratch = ArrayPool<T>.Shared.Rent(2 * inner);
        var max = scratch.AsSpan(0, inner);
        var sum = scratch.AsSpan(inner, inner);
        var block = length * inner;
        for (var o = 0; o < outer; o++)
        {
            var from = x.Slice(o * block, block);
            var to = y.Slice(o * block, block);
            ShiftedExp(from, to, max, sum);
            TensorPrimitives.Log(sum, sum);
            for (var k = 0; k < block; k += inner)
            {
                var row = to.Slice(k, inner);
                TensorPrimitives.Subtract(from.Slice(k, inner), max, row);
                TensorPrimitives.Subtract(row, sum, row);
            }
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>dx = y·(dy − Σ dy·y), from the softmax y.</summary>
    public static void Backward<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, Span<T> dx, DimWalk walk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (dx.IsEmpty) return;
        var (length, inner) = (walk.Length, walk.Inner);
        if (inner == 1)
        {
            for (var at = 0; at < dx.Length; at += length)
            {
                var p = y.Slice(at, length);
                var row = dx.Slice(at, length);
                TensorPrimitives.Subtract(dy.Slice(at, length), TensorPrimitives.Dot(dy.Slice(at, length), p), row);
                TensorPrimitives.Multiply(row, p, row);
            }

            return;
        }

        var scratch = ArrayPool<T>.Shared.Rent(inner);
        var sum = scratch.AsSpan(0, inner);
        var block = length * inner;
        for (var start = 0; start < dx.Length; start += block)
        {
            sum.Clear();
            for (var at = start; at < start + block; at += inner)
                TensorPrimitives.MultiplyAdd(dy.Slice(at, inner), y.Slice(at, inner), sum, sum);
            for (var at = start; at < start + block; at += inner)
            {
                var row = dx.Slice(at, inner);
                TensorPrimitives.Subtract(dy.Slice(at, inner), sum, row);
                TensorPrimitives.Multiply(row, y.Slice(at, inner), row);
            }
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>dx = dy − eʸ·Σ dy, from the log-softmax y.</summary>
    public static void LogBackward<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, Span<T> dx, DimWalk walk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (dx.IsEmpty) return;
        var (length, inner) = (walk.Length, walk.Inner);
        TensorPrimitives.Exp(y, dx);
        if (inner == 1)
        {
            for (var at = 0; at < dx.Length; at += length)
            {
                var row = dx.Slice(at, length);
                TensorPrimitives.Multiply(row, -TensorPrimitives.Sum(dy.Slice(at, length)), row);
                TensorPrimitives.Add(row, dy.Slice(at, length), row);
            }

            return;
        }

        var scratch = ArrayPool<T>.Shared.Rent(inner);
        var sum = scratch.AsSpan(0, inner);
        var block = length * inner;
        for (var start = 0; start < dx.Length; start += block)
        {
            sum.Clear();
            for (var at = start; at < start + block; at += inner) TensorPrimitives.Subtract(sum, dy.Slice(at, inner), sum);
            for (var at = start; at < start + block; at += inner)
            {
                var row = dx.Slice(at, inner);
                TensorPrimitives.MultiplyAdd(row, sum, dy.Slice(at, inner), row);
            }
        }

        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>The softmax of one row.</summary>
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Exp(y, y);
        TensorPrimitives.Divide(y, TensorPrimitives.Sum<T>(y), y);
    }

    /// <summary>The log-softmax of one row.</summary>
    public static void LogRow<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var max = TensorPrimitives.Max(x);
        TensorPrimitives.Subtract(x, max, y);
        TensorPrimitives.Exp(y, y);
        var logSum = T.Log(TensorPrimitives.Sum<T>(y));
        TensorPrimitives.Subtract(x, max, y);
        TensorPrimitives.Subtract(y, logSum, y);
    }

    /// <summary>y = exp(x − max) of one block of rows, with the maxima and the sums of the columns.</summary>
    private static void ShiftedExp<T>(ReadOnlySpan<T> x, Span<T> y, Span<T> max, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inner = max.Length;
        x[..inner].CopyTo(max);
        for (var k = inner; k < x.Length; k += inner) TensorPrimitives.Max(max, x.Slice(k, inner), max);
        for (var k = 0; k < x.Length; k += inner) TensorPrimitives.Subtract(x.Slice(k, inner), max, y.Slice(k, inner));
        TensorPrimitives.Exp(y, y);
        sum.Clear();
        for (var k = 0; k < x.Length; k += inner) TensorPrimitives.Add(sum, y.Slice(k, inner), sum);
    }
}
