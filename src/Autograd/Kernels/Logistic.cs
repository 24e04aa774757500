using System.Numerics;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// 1 / (1 + e⁻ˣ) from the exponential of −|x|, which cannot overflow: the framework's own form is 0 where the result is still a
/// number.
/// </summary>
internal static class Logistic
{
    /// <summary>y = 1 / (1 + e⁻ˣ); y may be x.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..y.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated && typeof(T) == typeof(float))
        {
            for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var v = new Vector<float>(MemoryMarshal.Cast<T, float>(x[i..]));
                Of(v, Vector.Exp(-Vector.Abs(v))).CopyTo(MemoryMarshal.Cast<T, float>(y[i..]));
            }
        }
        else if (Vector.IsHardwareAccelerated && typeof(T) == typeof(double))
        {
            for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var v = new Vector<double>(MemoryMarshal.Cast<T, double>(x[i..]));
                Of(v, Vector.Exp(-Vector.Abs(v))).CopyTo(MemoryMarshal.Cast<T, double>(y[i..]));
            }
        }

        for (; i < y.Length; i++)
        {
            var exp = T.Exp(-T.Abs(x[i]));
            y[i] = (T.IsNegative(x[i]) ? exp : T.One) / (T.One + exp);
        }
    }

    private static Vector<T> Of<T>(Vector<T> x, Vector<T> exp) =>
        Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), exp, Vector<T>.One) / (Vector<T>.One + exp);
}
