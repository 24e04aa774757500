using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Applies functions with constants of their own to contiguous memory, in one pass; shared out over threads where that is large.</summary>
/// <remarks>
/// An operand of one number serves every element. Results must not take the place of operands. What is left over behind the last full
/// register is computed with a register that overlaps it, and what is shorter than a register with a narrower one.
/// </remarks>
internal static unsafe class Functions
{
    /// <summary>y[i] = f(x[i])</summary>
    public static void Apply<T, TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFunction : struct, IUnaryFunction
    {
        x = x[..y.Length];
        fixed (T* px = x, py = y) Run(y.Length, new UnaryRange<T, TFunction>(f, px, py));
    }

    /// <summary>y[i] = f(a[i], b[i]), where a and b may be one number.</summary>
    public static void Apply<T, TFunction>(TFunction f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFunction : struct, IBinaryFunction
    {
        var (stepA, stepB) = (Step(a, y), Step(b, y));
        fixed (T* pa = a, pb = b, py = y) Run(y.Length, new BinaryRange<T, TFunction>(f, pa, stepA, pb, stepB, py));
    }

    /// <summary>y[i] = f(a[i], b[i], c[i]), where any operand may be one number.</summary>
    public static void Apply<T, TFunction>(TFunction f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFunction : struct, ITernaryFunction
    {
        var (stepA, stepB, stepC) = (Step(a, y), Step(b, y), Step(c, y));
        fixed (T* pa = a, pb = b, pc = c, py = y) Run(y.Length, new TernaryRange<T, TFunction>(f, pa, stepA, pb, stepB, pc, stepC, py));
    }

    /// <summary>From one element of an operand to the next: 0 if it is one number.</summary>
    private static int Step<T>(ReadOnlySpan<T> operand, Span<T> y) =>
        operand.Length == y.Length ? 1 : operand.Length == 1 || y.Length == 0 ? 0 : throw Mismatch(operand.Length, y.Length);

    private static ArgumentException Mismatch(int operand, int results) =>
        new($"function: an operand of {operand} elements for {results} results; pass as many, or one");

    private static void Run<TRange>(int count, in TRange range) where TRange : struct, IRangeAction
    {
        if (count > 0) ParallelFor.Run(count, 1, range);
    }

    private readonly struct UnaryRange<T, TFunction>(TFunction f, T* x, T* y) : IRangeAction
        where T : unmanaged, INumber<T>
        where TFunction : struct, IUnaryFunction
    {
        public void Invoke(int start, int end)
        {
            var count = end - start;
            if (SimdWidth.Fits512<T>(count)) Loop<Simd512<T>>(f, x + start, y + start, count);
            else if (SimdWidth.Fits256<T>(count)) Loop<Simd256<T>>(f, x + start, y + start, count);
            else if (SimdWidth.Fits128<T>(count)) Loop<Simd128<T>>(f, x + start, y + start, count);
            else Loop<Simd1<T>>(f, x + start, y + start, count);
        }

        // A method of its own, with the formula in it but once, for the reasons given in Formula.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(TFunction f, T* x, T* y, int count) where V : unmanaged, ISimdVector<V, T>
        {
            var last = count - V.Count;
            for (var i = 0; ; i = Math.Min(i + V.Count, last))
            {
                V.Store(y + i, f.Invoke(V.Load(x + i)));
                if (i == last) return;
            }
        }
    }

    private readonly struct BinaryRange<T, TFunction>(TFunction f, T* a, int stepA, T* b, int stepB, T* y) : IRangeAction
        where T : unmanaged, INumber<T>
        where TFunction : struct, IBinaryFunction
    {
        public void Invoke(int start, int end)
        {
            var count = end - start;
            T* fromA = a + (nint)stepA * start, fromB = b + (nint)stepB * start;
            if (SimdWidth.Fits512<T>(count)) Loop<Simd512<T>>(f, fromA, stepA, fromB, stepB, y + start, count);
            else if (SimdWidth.Fits256<T>(count)) Loop<Simd256<T>>(f, fromA, stepA, fromB, stepB, y + start, count);
            else if (SimdWidth.Fits128<T>(count)) Loop<Simd128<T>>(f, fromA, stepA, fromB, stepB, y + start, count);
            else Loop<Simd1<T>>(f, fromA, stepA, fromB, stepB, y + start, count);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(TFunction f, T* a, int stepA, T* b, int stepB, T* y, int count) where V : unmanaged, ISimdVector<V, T>
        {
            var (numberA, numberB) = (V.Create(*a), V.Create(*b));
            var last = count - V.Count;
            for (var i = 0; ; i = Math.Min(i + V.Count, last))
            {
                V.Store(y + i, f.Invoke(stepA == 0 ? numberA : V.Load(a + i), stepB == 0 ? numberB : V.Load(b + i)));
                if (i == last) return;
            }
        }
    }

    private readonly struct TernaryRange<T, TFunction>(TFunction f, T* a, int stepA, T* b, int stepB, T* c, int stepC, T* y) : IRangeAction
        where T : unmanaged, INumber<T>
        where TFunction : struct, ITernaryFunction
    {
        public void Invoke(int start, int end)
        {
            var count = end - start;
            T* fromA = a + (nint)stepA * start, fromB = b + (nint)stepB * start, fromC = c + (nint)stepC * start;
            if (SimdWidth.Fits512<T>(count)) Loop<Simd512<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else if (SimdWidth.Fits256<T>(count)) Loop<Simd256<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else if (SimdWidth.Fits128<T>(count)) Loop<Simd128<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
            else Loop<Simd1<T>>(f, fromA, stepA, fromB, stepB, fromC, stepC, y + start, count);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(TFunction f, T* a, int stepA, T* b, int stepB, T* c, int stepC, T* y, int count)
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
