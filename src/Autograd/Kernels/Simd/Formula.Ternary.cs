using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static unsafe partial class Formula
{
    /// <summary>
    /// y[i] = f(a[i], b[i], c[i]), split over threads if it is large; an operand of one element is broadcast. y must
    /// not be an operand.
    /// </summary>
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, ITernaryFormula
    {
        var (stepA, stepB, stepC) = (Step(a, y), Step(b, y), Step(c, y));
        if (y.IsEmpty) return;
        fixed (T* pa = a, pb = b, pc = c, py = y)
            ParallelFor.Run(y.Length, 1, new TernaryRange<T, TFormula>(f, pa, stepA, pb, stepB, pc, stepC, py));
    }

    /// <summary>The step from one element of an operand to the next: 0 if the operand is a single number.</summary>
    private static int Step<T>(ReadOnlySpan<T> operand, Span<T> y) =>
        operand.Length == y.Length ? 1 : operand.Length == 1 || y.Length == 0 ? 0 : throw Mismatch(operand.Length, y.Length);

    private static ArgumentException Mismatch(int operand, int results) =>
        new($"formula: an operand of {operand} elements for {results} results; pass as many, or one");

    private readonly struct TernaryRange<T, TFormula>(TFormula f, T* a, int stepA, T* b, int stepB, T* c, int stepC, T* y) : IRangeAction
        where T : unmanaged, INumber<T>
        where TFormula : struct, ITernaryFormula
    {
        public void Invoke(int start, int end)
        {
            var count = end - start;
            T* fromA = a + (nint)stepA * start, fromB = b + (nint)stepB * start, fromC = c + (nint)stepC * start;
            if (SimdWidth.Use512<T>(count)) Loop<Simd512<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else if (SimdWidth.Use256<T>(count)) Loop<Simd256<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else if (SimdWidth.Use128<T>(count)) Loop<Simd128<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else Loop<Simd1<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(TFormula f, T* a, int stepA, T* b, int stepB, T* c, int stepC, T* y, int count)
            where V : unmanaged, ISimdVector<V, T>
        {
            var (numberA, numberB, numberC) = (V.Create(*a), V.Create(*b), V.Create(*c));
            var last = count - V.Count;
            for (var i = 0; ; i = Math.Min(i + V.Count, last))
            {
                var value = f.Invoke(
                    stepA == 0 ? numberA : V.Load(a + i), stepB == 0 ? numberB : V.Load(b + i), stepC == 0 ? numberC : V.Load(c + i));
                V.Store(y + i, value);
                if (i == last) return;
            }
        }
    }
}
