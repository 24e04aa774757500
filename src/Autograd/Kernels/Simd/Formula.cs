using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>A formula of one number, written once for registers of every width.</summary>
internal interface IUnaryFormula
{
    static abstract V Invoke<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>;
}

/// <summary>A formula of two numbers, written once for registers of every width.</summary>
internal interface IBinaryFormula
{
    static abstract V Invoke<V, T>(V a, V b)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>;
}

/// <summary>Applies formulas to contiguous memory, in one pass and at full speed from the first call on.</summary>
/// <remarks>
/// What is left over behind the last full register is computed with a register that overlaps it, and what is shorter than a
/// register with a narrower one. The last register is read before anything is written, so that results may take the place of operands.
/// </remarks>
internal static class Formula
{
    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        var count = y.Length;
        ref readonly var from = ref MemoryMarshal.GetReference(x[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Fits512<T>(count)) Unary<Simd512<T>, T, TFormula>(in from, ref to, count);
        else NarrowUnary<T, TFormula>(in from, ref to, count);
    }

    /// <summary>y[i] = f(a[i], b[i]); y may be a or b.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var count = y.Length;
        ref readonly var fromA = ref MemoryMarshal.GetReference(a[..count]);
        ref readonly var fromB = ref MemoryMarshal.GetReference(b[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Fits512<T>(count)) Binary<Simd512<T>, T, TFormula>(in fromA, in fromB, ref to, count);
        else NarrowBinary<T, TFormula>(in fromA, in fromB, ref to, count);
    }

    /// <summary>y[i] = f(a[i], b); y may be a.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var count = y.Length;
        ref readonly var from = ref MemoryMarshal.GetReference(a[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Fits512<T>(count)) BinaryNumber<Simd512<T>, T, TFormula>(in from, b, ref to, count);
        else NarrowBinaryNumber<T, TFormula>(in from, b, ref to, count);
    }

    /// <summary>y[i] = f(a, b[i]); y may be b.</summary>
    public static void Apply<T, TFormula>(T a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula =>
        Apply<T, Swapped<TFormula>>(b, a, y);

    // Apart, so that the narrower registers' types are loaded only by who needs them: that takes longer than compiling a loop.
    private static void NarrowUnary<T, TFormula>(ref readonly T x, ref T y, int count)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        if (SimdWidth.Fits256<T>(count)) Unary<Simd256<T>, T, TFormula>(in x, ref y, count);
        else if (SimdWidth.Fits128<T>(count)) Unary<Simd128<T>, T, TFormula>(in x, ref y, count);
        else if (count > 0) Unary<Simd1<T>, T, TFormula>(in x, ref y, count);
    }

    private static void NarrowBinary<T, TFormula>(ref readonly T a, ref readonly T b, ref T y, int count)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        if (SimdWidth.Fits256<T>(count)) Binary<Simd256<T>, T, TFormula>(in a, in b, ref y, count);
        else if (SimdWidth.Fits128<T>(count)) Binary<Simd128<T>, T, TFormula>(in a, in b, ref y, count);
        else if (count > 0) Binary<Simd1<T>, T, TFormula>(in a, in b, ref y, count);
    }

    private static void NarrowBinaryNumber<T, TFormula>(ref readonly T a, T b, ref T y, int count)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        if (SimdWidth.Fits256<T>(count)) BinaryNumber<Simd256<T>, T, TFormula>(in a, b, ref y, count);
        else if (SimdWidth.Fits128<T>(count)) BinaryNumber<Simd128<T>, T, TFormula>(in a, b, ref y, count);
        else if (count > 0) BinaryNumber<Simd1<T>, T, TFormula>(in a, b, ref y, count);
    }

    // The loops are methods of their own, so that only the width in use is compiled, and the formula stands in each but once: it is
    // all inlined, and what is too long for that the JIT leaves as calls, which cost a multiple.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unary<V, T, TFormula>(ref readonly T x, ref T y, int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        var last = (nuint)(count - V.Count);
        var end = V.Load(in x, last);
        nuint i = 0;
        do
        {
            V value;
            if (i < last)
            {
                value = V.Load(in x, i);
            }
            else
            {
                i = last;
                value = end;
            }

            V.Store(ref y, i, TFormula.Invoke<V, T>(value));
            i += (nuint)V.Count;
        }
        while (i < (nuint)count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Binary<V, T, TFormula>(ref readonly T a, ref readonly T b, ref T y, int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var last = (nuint)(count - V.Count);
        var (endA, endB) = (V.Load(in a, last), V.Load(in b, last));
        nuint i = 0;
        V x, z;
        do
        {
            if (i < last)
            {
                x = V.Load(in a, i);
                z = V.Load(in b, i);
            }
            else
            {
                i = last;
                x = endA;
                z = endB;
            }

            V.Store(ref y, i, TFormula.Invoke<V, T>(x, z));
            i += (nuint)V.Count;
        }
        while (i < (nuint)count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BinaryNumber<V, T, TFormula>(ref readonly T a, T b, ref T y, int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var number = V.Create(b);
        var last = (nuint)(count - V.Count);
        var end = V.Load(in a, last);
        nuint i = 0;
        do
        {
            V x;
            if (i < last)
            {
                x = V.Load(in a, i);
            }
            else
            {
                i = last;
                x = end;
            }

            V.Store(ref y, i, TFormula.Invoke<V, T>(x, number));
            i += (nuint)V.Count;
        }
        while (i < (nuint)count);
    }
}

/// <summary>A formula with its operands exchanged.</summary>
internal readonly struct Swapped<TFormula> : IBinaryFormula where TFormula : struct, IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V a, V b)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T> =>
        TFormula.Invoke<V, T>(b, a);
}
