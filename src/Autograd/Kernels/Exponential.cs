using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// eˣ − 1 and ln(1 + x) that keep their digits near 0. The framework's own are the plain differences, which lose them.
/// </summary>
/// <remarks>
/// Kahan's correction: the rounding of 1 + x, or of eˣ, that the plain formula suffers from is known exactly and is divided out
/// again. N. Higham, Accuracy and Stability of Numerical Algorithms, section 1.14.1.
/// </remarks>
internal static class Exponential
{
    public static void Expm1<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var exp = T.Exp(x[i]);
            var difference = exp - T.One;
            y[i] = exp == T.One ? x[i]
                : T.IsPositiveInfinity(exp) || difference == -T.One ? difference
                : difference * x[i] / T.Log(exp);
        }
    }

    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var sum = T.One + x[i];
            y[i] = sum == T.One ? x[i]
                : T.IsPositiveInfinity(sum) ? sum
                : T.Log(sum) * x[i] / (sum - T.One);
        }
    }
}
