using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>
/// Sums of blocks of rows. Long sums are made of the sums of their halves, so that the rounding errors of floating numbers grow
/// with the logarithm of the length and not with the length.
/// </summary>
internal static class Sum
{
    /// <summary>
    /// The elements, and the rows, that are summed one after the other. Even, so that halves stay aligned to vectors.
    /// </summary>
    private const int ElementsAtOnce = 4096;
    private const int RowsAtOnce = 128;

    /// <summary>y[o, i] = Σₖ x[o, k, i].</summary>
    public static T[] Block<T>(ReadOnlySpan<T> x, int outer, int length, int inner) where T : unmanaged, INumber<T>
    {
        var y = new T[outer * inner];
        if (length == 0) return y;
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++) y[o] = Row(x.Slice(o * length, length));
            return y;
        }

        var block = length * inner;
        for (var o = 0; o < outer; o++) Rows(x.Slice(o * block, block), y.AsSpan(o * inner, inner));
        return y;
    }

    /// <summary>The sum of all numbers.</summary>
    public static T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        if (x.Length <= ElementsAtOnce) return TensorPrimitives.Sum(x);
        var half = (x.Length / ElementsAtOnce + 1) / 2 * ElementsAtOnce;
        return Row(x[..half]) + Row(x[half..]);
    }

    /// <summary>Turns sums into means.</summary>
    public static void Divide<T>(Span<T> sums, int count) where T : unmanaged, INumber<T> =>
        TensorPrimitives.Divide(sums, T.CreateTruncating(count), sums);

    /// <summary>The sum of rows of the result's length.</summary>
    private static void Rows<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        var inner = y.Length;
        if (inner == 0) return;
        var length = x.Length / inner;
        if (length > RowsAtOnce)
        {
            var half = length / 2 * inner;
            var scratch = ArrayPool<T>.Shared.Rent(inner);
            Rows(x[..half], y);
            Rows(x[half..], scratch.AsSpan(0, inner));
            TensorPrimitives.Add(y, scratch.AsSpan(0, inner), y);
            ArrayPool<T>.Shared.Return(scratch);
            return;
        }

        x[..inner].CopyTo(y);
        if (inner < Vector<T>.Count)
        {
            for (var at = inner; at < x.Length; at += inner)
                for (var i = 0; i < y.Length; i++)
                    y[i] += x[at + i];
            return;
        }

        for (var at = inner; at < x.Length; at += inner) TensorPrimitives.Add(y, x.Slice(at, inner), y);
    }
}
