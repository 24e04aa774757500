using System.Numerics;

namespace Autograd.Kernels;

/// <summary>−1, 0 or 1 by the sign of each number; 0 for NaN, as PyTorch has it.</summary>
internal static class Sign
{
    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var v = new Vector<T>(x[i..]);
                var positive = Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
                var negative = Vector.ConditionalSelect(Vector.LessThan(v, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
                (positive - negative).CopyTo(y[i..]);
            }
        }

        for (; i < y.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : T.Zero;
    }
}
