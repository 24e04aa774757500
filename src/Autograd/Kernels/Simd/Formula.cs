using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// The arithmetic of an elementwise operation of one operand, written once for vectors of every width.
/// </summary>
internal interface IUnaryFormula
{
    V Invoke<V>(V x) where V : struct, ISimdVector<V>;
}

/// <summary>
/// The arithmetic of an elementwise operation of two operands, written once for vectors of every width.
/// </summary>
internal interface IBinaryFormula
{
    V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>;
}

/// <summary>
/// The arithmetic of an elementwise operation of three operands, written once for vectors of every width.
/// </summary>
internal interface ITernaryFormula
{
    V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V>;
}

/// <summary>
/// Applies formulas to contiguous memory, a vector at a time. The loops are compiled with full optimization at their
/// first call. An operand of one element is broadcast.
/// </summary>
/// <remarks>
/// <para>
/// Elements that do not fill a vector are not computed one by one: the last vector is moved back, so that it ends at
/// the last element, and computes some elements a second time. The second vector is moved back in the same way, so that
/// the stores from there on are aligned: a store that crosses a cache line costs as much as two. If there are fewer
/// elements than a vector holds, a narrower vector is used.
/// </para>
/// <para>
/// The result may be written over an operand. For that, a vector is read before the one before it is written, and the
/// last vector before the first is written: elements that are computed twice are so read before they are overwritten.
/// </para>
/// </remarks>
internal static partial class Formula
{
    // These methods are inlined, because each call would copy the constants of the formula.
    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        var count = y.Length;
        ref readonly var from = ref MemoryMarshal.GetReference(x[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Use512<T>(count)) Unary<Simd512<T>, T, TFormula>(f, in from, ref to, count);
        else NarrowUnary(f, in from, ref to, count);
    }

    /// <summary>y[i] = f(a[i], b[i]); a and b may be of one element; y may be either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula =>
        Apply<T, T, NumberResults<T>, TFormula>(f, a, b, y);

    /// <summary>
    /// y[i] = the formula's mask for a[i] and b[i] as a bool; an operand of one element is broadcast.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compare<T, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula =>
        Apply<T, bool, MaskResults<T>, TFormula>(f, a, b, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<T, TOut, TResults, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TOut> y)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        var count = y.Length;
        ref readonly var fromA = ref MemoryMarshal.GetReference(a);
        ref readonly var fromB = ref MemoryMarshal.GetReference(b);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (a.Length == count && b.Length == count)
        {
            if (SimdWidth.Use512<T>(count)) Binary<Simd512<T>, T, TOut, TResults, TFormula>(f, in fromA, in fromB, ref to, count);
            else NarrowBinary<T, TOut, TResults, TFormula>(f, in fromA, in fromB, ref to, count);
        }
        else if (a.Length == count && b.Length == 1) ApplyNumber<T, TOut, TResults, TFormula>(f, in fromA, fromB, ref to, count);
        else if (b.Length == count && a.Length == 1)
            ApplyNumber<T, TOut, TResults, SwappedOperands<TFormula>>(new SwappedOperands<TFormula>(f), in fromB, fromA, ref to, count);
        else ThrowMismatch(a.Length, b.Length, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyNumber<T, TOut, TResults, TFormula>(TFormula f, ref readonly T a, T b, ref TOut y, int count)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        if (SimdWidth.Use512<T>(count)) BinaryNumber<Simd512<T>, T, TOut, TResults, TFormula>(f, in a, b, ref y, count);
        else NarrowBinaryNumber<T, TOut, TResults, TFormula>(f, in a, b, ref y, count);
    }

    // The narrower vectors are chosen in methods of their own. The JIT loads all types of a method when it compiles it,
    // and loading these types takes longer than compiling a loop.
    private static void NarrowUnary<T, TFormula>(TFormula f, ref readonly T x, ref T y, int count)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        if (SimdWidth.Use256<T>(count)) Unary<Simd256<T>, T, TFormula>(f, in x, ref y, count);
        else if (SimdWidth.Use128<T>(count)) Unary<Simd128<T>, T, TFormula>(f, in x, ref y, count);
        else if (count > 0) Unary<Simd1<T>, T, TFormula>(f, in x, ref y, count);
    }

    private static void NarrowBinary<T, TOut, TResults, TFormula>(TFormula f, ref readonly T a, ref readonly T b, ref TOut y, int count)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        if (SimdWidth.Use256<T>(count)) Binary<Simd256<T>, T, TOut, TResults, TFormula>(f, in a, in b, ref y, count);
        else if (SimdWidth.Use128<T>(count)) Binary<Simd128<T>, T, TOut, TResults, TFormula>(f, in a, in b, ref y, count);
        else if (count > 0) Binary<Simd1<T>, T, TOut, TResults, TFormula>(f, in a, in b, ref y, count);
    }

    private static void NarrowBinaryNumber<T, TOut, TResults, TFormula>(TFormula f, ref readonly T a, T b, ref TOut y, int count)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        if (SimdWidth.Use256<T>(count)) BinaryNumber<Simd256<T>, T, TOut, TResults, TFormula>(f, in a, b, ref y, count);
        else if (SimdWidth.Use128<T>(count)) BinaryNumber<Simd128<T>, T, TOut, TResults, TFormula>(f, in a, b, ref y, count);
        else if (count > 0) BinaryNumber<Simd1<T>, T, TOut, TResults, TFormula>(f, in a, b, ref y, count);
    }

    // Each loop is a method of its own, so that only the vector width in use is compiled. Each contains the formula
    // only once: the JIT inlines only so much into one method, and a formula that is not inlined takes several times as
    // long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unary<V, T, TFormula>(TFormula f, ref readonly T x, ref T y, int count)
        where V : struct, ISimdVector<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IUnaryFormula
    {
        var last = (nuint)(count - V.Count);
        var end = V.Load(in x, last);
        var value = V.Load(in x, 0);
        nuint i = 0;
        for (var step = FirstStep<V, T, T>(ref y); ; step = (nuint)V.Count)
        {
            var at = i + step;
            var next = at < last ? V.Load(in x, at) : end;
            Prefetch.Fetch(in x, i);
            Prefetch.Fetch(in y, i);
            V.Store(ref y, i, f.Invoke(value));
            if (i == last) return;
            i = at < last ? at : last;
            value = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Binary<V, T, TOut, TResults, TFormula>(TFormula f, ref readonly T a, ref readonly T b, ref TOut y, int count)
        where V : struct, ISimdVector<V, T>
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        var last = (nuint)(count - V.Count);
        var (endA, endB) = (V.Load(in a, last), V.Load(in b, last));
        var (valueA, valueB) = (V.Load(in a, 0), V.Load(in b, 0));
        nuint i = 0;
        for (var step = FirstStep<V, T, TOut>(ref y); ; step = (nuint)V.Count)
        {
            var at = i + step;
            V nextA = endA, nextB = endB;
            if (at < last)
            {
                nextA = V.Load(in a, at);
                nextB = V.Load(in b, at);
            }

            Prefetch.Fetch(in a, i);
            Prefetch.Fetch(in b, i);
            Prefetch.Fetch(in y, i);
            TResults.Store(ref y, i, f.Invoke(valueA, valueB));
            if (i == last) return;
            i = at < last ? at : last;
            valueA = nextA;
            valueB = nextB;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BinaryNumber<V, T, TOut, TResults, TFormula>(TFormula f, ref readonly T a, T b, ref TOut y, int count)
        where V : struct, ISimdVector<V, T>
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TResults : struct, IResults<T, TOut>
        where TFormula : struct, IBinaryFormula
    {
        var number = V.Create(b);
        var last = (nuint)(count - V.Count);
        var end = V.Load(in a, last);
        var value = V.Load(in a, 0);
        nuint i = 0;
        for (var step = FirstStep<V, T, TOut>(ref y); ; step = (nuint)V.Count)
        {
            var at = i + step;
            var next = at < last ? V.Load(in a, at) : end;
            Prefetch.Fetch(in a, i);
            Prefetch.Fetch(in y, i);
            TResults.Store(ref y, i, f.Invoke(value, number));
            if (i == last) return;
            i = at < last ? at : last;
            value = next;
        }
    }

    /// <summary>
    /// The number of elements, from 1 to a full vector, to go on after the first vector so that all later stores are
    /// aligned to their own size. A cache line is a multiple of that size, so these stores cross none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe nuint FirstStep<V, T, TOut>(ref TOut y)
        where V : struct, ISimdVector<V, T>
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
    {
        var count = (nuint)V.Count;
        return count - (nuint)Unsafe.AsPointer(ref y) / (nuint)sizeof(TOut) % count;
    }

    private static void ThrowMismatch(int a, int b, int results) => throw new ArgumentException(
        $"formula: operands of {a} and {b} elements for {results} results; pass as many, or one");
}

/// <summary>The way in which a vector of results is written to memory.</summary>
internal interface IResults<T, TOut>
    where T : unmanaged, INumber<T>
{
    static abstract void Store<V>(ref TOut y, nuint index, V result) where V : struct, ISimdVector<V, T>;
}

/// <summary>Writes numbers unchanged.</summary>
internal readonly struct NumberResults<T> : IResults<T, T>
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(ref T y, nuint index, V result) where V : struct, ISimdVector<V, T> => V.Store(ref y, index, result);
}

/// <summary>Writes masks as bools.</summary>
internal readonly struct MaskResults<T> : IResults<T, bool>
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(ref bool y, nuint index, V result) where V : struct, ISimdVector<V, T> => V.StoreMaskBytes(result, ref y, index);
}

/// <summary>A formula with its operands exchanged.</summary>
internal readonly struct SwappedOperands<TFormula>(TFormula f) : IBinaryFormula where TFormula : struct, IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => f.Invoke(b, a);
}
