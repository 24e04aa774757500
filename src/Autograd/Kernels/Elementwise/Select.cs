using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Selects each element from one of two sources.</summary>
internal static class Select
{
    /// <summary>y[i] = condition[i] ? a[i] : b[i]; a source of one element is broadcast.</summary>
    public static void Invoke<T>(ReadOnlySpan<bool> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var count = y.Length;
        if (count == 0) return;
        ref readonly var mask = ref MemoryMarshal.GetReference(condition[..count]);
        ref readonly var fromA = ref MemoryMarshal.GetReference(a.Length == 1 ? a : a[..count]);
        ref readonly var fromB = ref MemoryMarshal.GetReference(b.Length == 1 ? b : b[..count]);
        ref var to = ref MemoryMarshal.GetReference(y);
        var (oneA, oneB) = (a.Length == 1, b.Length == 1);
        if (SimdWidth.Use512<T>(count)) Loop<Simd512<T>, T>(in mask, in fromA, oneA, in fromB, oneB, ref to, count);
        else if (SimdWidth.Use256<T>(count)) Loop<Simd256<T>, T>(in mask, in fromA, oneA, in fromB, oneB, ref to, count);
        else if (SimdWidth.Use128<T>(count)) Loop<Simd128<T>, T>(in mask, in fromA, oneA, in fromB, oneB, ref to, count);
        else Loop<Simd1<T>, T>(in mask, in fromA, oneA, in fromB, oneB, ref to, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<V, T>(
        ref readonly bool condition, ref readonly T a, bool oneA, ref readonly T b, bool oneB, ref T y, int count)
        where V : struct, ISimdVector<V, T>
        where T : unmanaged, INumber<T>
    {
        var (numberA, numberB) = (V.Create(a), V.Create(b));
        var last = (nuint)(count - V.Count);
        for (nuint i = 0; ; i = Math.Min(i + (nuint)V.Count, last))
        {
            var chosen = V.Select(V.LoadMaskBytes(in condition, i), oneA ? numberA : V.Load(in a, i), oneB ? numberB : V.Load(in b, i));
            V.Store(ref y, i, chosen);
            if (i == last) return;
        }
    }
}
