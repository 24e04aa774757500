using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Applies formulas in double precision to numbers of every floating type.</summary>
internal static class DoubleFormula
{
    /// <summary>The number of elements that are widened at a time.</summary>
    private const int Block = 512;

    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        if (typeof(T) == typeof(double))
        {
            Formula.Apply<double, TFormula>(f, MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
            return;
        }

        Span<double> wide = stackalloc double[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var part = wide[..Math.Min(Block, y.Length - at)];
            TensorPrimitives.ConvertTruncating(x.Slice(at, part.Length), part);
            Formula.Apply<double, TFormula>(f, part, part);
            TensorPrimitives.ConvertTruncating<double, T>(part, y[at..]);
        }
    }
}
