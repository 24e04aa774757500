using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>y[i] = whether a[i] and b[i] are in a relation, which a formula answers with a mask.</summary>
internal static class Comparing
{
    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var count = y.Length;
        ref readonly var fromA = ref MemoryMarshal.GetReference(a[..count]);
        ref readonly var fromB = ref MemoryMarshal.GetReference(b[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Fits512<T>(count)) Loop<Simd512<T>, T, TFormula>(in fromA, in fromB, ref to, count);
        else if (SimdWidth.Fits256<T>(count)) Loop<Simd256<T>, T, TFormula>(in fromA, in fromB, ref to, count);
        else if (SimdWidth.Fits128<T>(count)) Loop<Simd128<T>, T, TFormula>(in fromA, in fromB, ref to, count);
        else if (count > 0) Loop<Simd1<T>, T, TFormula>(in fromA, in fromB, ref to, count);
    }

    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, T b, Span<bool> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var count = y.Length;
        ref readonly var from = ref MemoryMarshal.GetReference(a[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (SimdWidth.Fits512<T>(count)) NumberLoop<Simd512<T>, T, TFormula>(in from, b, ref to, count);
        else if (SimdWidth.Fits256<T>(count)) NumberLoop<Simd256<T>, T, TFormula>(in from, b, ref to, count);
        else if (SimdWidth.Fits128<T>(count)) NumberLoop<Simd128<T>, T, TFormula>(in from, b, ref to, count);
        else if (count > 0) NumberLoop<Simd1<T>, T, TFormula>(in from, b, ref to, count);
    }

    public static void Apply<T, TFormula>(T a, ReadOnlySpan<T> b, Span<bool> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula =>
        Apply<T, Swapped<TFormula>>(b, a, y);

    // The last register overlaps the one before it; what both answer they answer alike.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<V, T, TFormula>(ref readonly T a, ref readonly T b, ref bool y, int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var last = (nuint)(count - V.Count);
        for (nuint i = 0; i < last; i += (nuint)V.Count)
            V.StoreTruth(TFormula.Invoke<V, T>(V.Load(in a, i), V.Load(in b, i)), ref y, i);
        V.StoreTruth(TFormula.Invoke<V, T>(V.Load(in a, last), V.Load(in b, last)), ref y, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void NumberLoop<V, T, TFormula>(ref readonly T a, T b, ref bool y, int count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, INumber<T>
        where TFormula : struct, IBinaryFormula
    {
        var number = V.Create(b);
        var last = (nuint)(count - V.Count);
        for (nuint i = 0; i < last; i += (nuint)V.Count) V.StoreTruth(TFormula.Invoke<V, T>(V.Load(in a, i), number), ref y, i);
        V.StoreTruth(TFormula.Invoke<V, T>(V.Load(in a, last), number), ref y, last);
    }
}
