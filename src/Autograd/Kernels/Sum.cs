using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Sums of blocks of rows.</summary>
internal static class Sum
{
    /// <summary>y[o, i] = Σₖ x[o, k, i].</summary>
    public static T[] Block<T>(ReadOnlySpan<T> x, int outer, int length, int inner) where T : unmanaged, INumber<T>
    {
        var y = new T[outer * inner];
        if (length == 0) return y;
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++) y[o] = TensorPrimitives.Sum(x.Slice(o * length, length));
            return y;
        }

        for (var o = 0; o < outer; o++)
        {
            var sums = y.AsSpan(o * inner, inner);
            var block = x.Slice(o * length * inner, length * inner);
            block[..inner].CopyTo(sums);
            for (var k = 1; k < length; k++) TensorPrimitives.Add(sums, block.Slice(k * inner, inner), sums);
        }

        return y;
    }

    /// <summary>Turns sums into means.</summary>
    public static void Divide<T>(Span<T> sums, int count) where T : unmanaged, INumber<T> =>
        TensorPrimitives.Divide(sums, T.CreateTruncating(count), sums);
}
