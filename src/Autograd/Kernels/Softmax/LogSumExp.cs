using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>log Σ exp(x) of blocks of rows, with the maximum taken out first.</summary>
internal static class LogSumExp
{
    public static T[] Block<T>(ReadOnlySpan<T> x, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new T[outer * inner];
        if (length == 0)
        {
            y.AsSpan().Fill(T.NegativeInfinity);
            return y;
        }

        var scratch = ArrayPool<T>.Shared.Rent(Math.Max(length, 2 * inner));
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1) y[o] = Row(block, scratch.AsSpan(0, length));
            else Columns(block, y.AsSpan(o * inner, inner), scratch.AsSpan(0, inner), scratch.AsSpan(inner, inner));
        }

        ArrayPool<T>.Shared.Return(scratch);
        return y;
    }

    /// <summary>The number that is taken out: an infinite maximum would leave ∞ − ∞.</summary>
    private static T Shift<T>(T max) where T : unmanaged, IFloatingPointIeee754<T> => T.IsInfinity(max) ? T.Zero : max;

    private static T Row<T>(ReadOnlySpan<T> x, Span<T> scratch) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shift = Shift(TensorPrimitives.Max(x));
        TensorPrimitives.Subtract(x, shift, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        return T.Log(TensorPrimitives.Sum<T>(scratch)) + shift;
    }

    private static void Columns<T>(ReadOnlySpan<T> x, Span<T> y, Span<T> shift, Span<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        x[..y.Length].CopyTo(shift);
        for (var at = y.Length; at < x.Length; at += y.Length) TensorPrimitives.Max(shift, x.Slice(at, y.Length), shift);
        for (var i = 0; i < shift.Length; i++) shift[i] = Shift(shift[i]);
        y.Clear();
        for (var at = 0; at < x.Length; at += y.Length)
        {
            TensorPrimitives.Subtract(x.Slice(at, y.Length), shift, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add(y, row, y);
        }

        TensorPrimitives.Log(y, y);
        TensorPrimitives.Add(y, shift, y);
    }
}
