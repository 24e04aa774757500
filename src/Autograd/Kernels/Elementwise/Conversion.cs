using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// Converts numbers to another type as a C cast does: integers wrap around, floating numbers are truncated.
/// </summary>
/// <remarks>
/// The framework's vectors convert between types of equal size and of twice or half of it; other conversions take
/// intermediate types.
/// </remarks>
internal readonly unsafe struct ConvertKernel<TIn, TOut> : IUnaryKernel<TIn, TOut>
    where TIn : unmanaged, INumber<TIn>
    where TOut : unmanaged, INumber<TOut>
{
    /// <summary>The number of elements that are converted to the intermediate type at a time.</summary>
    private const int Block = 512;

    private static bool IsFromFloating => typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double);

    private static bool IsToFloating => typeof(TOut) == typeof(float) || typeof(TOut) == typeof(double);

    public void Invoke(ReadOnlySpan<TIn> x, Span<TOut> y)
    {
        if (IsFromFloating && typeof(TOut) == typeof(long))
            TruncateToInt64(x, MemoryMarshal.Cast<TOut, long>(y));
        else if (typeof(TIn) == typeof(float) && typeof(TOut) == typeof(int))
            TruncateToInt32(MemoryMarshal.Cast<TIn, float>(x), MemoryMarshal.Cast<TOut, int>(y));
        else if (typeof(TIn) == typeof(float) && !IsToFloating)
            ConvertVia<int>(x, y);
        else if (typeof(TIn) == typeof(double) && !IsToFloating)

            // By way of 64 bits, so that 300.0 becomes the int8 44, as a cast of the integer 300 does.
            ConvertVia<long>(x, y);
        else if (typeof(TIn) == typeof(byte) && typeof(TOut) == typeof(float))
            BytesToFloating.Single(MemoryMarshal.Cast<TIn, byte>(x), MemoryMarshal.Cast<TOut, float>(y));
        else if (typeof(TIn) == typeof(byte) && typeof(TOut) == typeof(double))
            BytesToFloating.Double(MemoryMarshal.Cast<TIn, byte>(x), MemoryMarshal.Cast<TOut, double>(y));
        else if (typeof(TIn) == typeof(byte) && typeof(TOut) == typeof(short))
            TensorPrimitives.ConvertTruncating(x, MemoryMarshal.Cast<TOut, ushort>(y));
        else if (sizeof(TIn) == 1 && sizeof(TOut) > 2 || sizeof(TIn) == 4 && sizeof(TOut) == 1)
            ConvertVia<short>(x, y);
        else if (typeof(TIn) == typeof(short) && (sizeof(TOut) == 8 || IsToFloating) || sizeof(TIn) == 8 && sizeof(TOut) < 4)
            ConvertVia<int>(x, y);
        else
            TensorPrimitives.ConvertTruncating(x, y);
    }

    private static void ConvertVia<TIntermediate>(ReadOnlySpan<TIn> x, Span<TOut> y) where TIntermediate : unmanaged, INumber<TIntermediate>
    {
        Span<TIntermediate> intermediate = stackalloc TIntermediate[Math.Min(Block, x.Length)];
        for (var at = 0; at < x.Length; at += Block)
        {
            var part = x.Slice(at, Math.Min(Block, x.Length - at));
            default(ConvertKernel<TIn, TIntermediate>).Invoke(part, intermediate);
            default(ConvertKernel<TIntermediate, TOut>).Invoke(intermediate[..part.Length], y[at..]);
        }
    }

    /// <summary>The lower 32 bits of the results of <see cref="TruncateToInt64"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TruncateToInt32(ReadOnlySpan<float> x, Span<int> y)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        var to = MemoryMarshal.Cast<int, Vector<int>>(y[..x.Length]);
        var limit = new Vector<float>(1L << 31);
        var done = 0;
        for (; done < from.Length && Vector.LessThanAll(Vector.Abs(from[done]), limit); done++) to[done] = Vector.ConvertToInt32(from[done]);
        for (var k = done * Vector<float>.Count; k < x.Length; k++) y[k] = (int)long.CreateSaturating(x[k]);
    }

    /// <summary>Rounds towards 0; NaN becomes 0, and numbers out of range the nearest integer of the type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TruncateToInt64(ReadOnlySpan<TIn> x, Span<long> y)
    {
        var from = MemoryMarshal.Cast<TIn, Vector<TIn>>(x);
        var to = MemoryMarshal.Cast<long, Vector<long>>(y[..x.Length]);
        for (var i = 0; i < from.Length; i++)
        {
            if (typeof(TIn) == typeof(double))
            {
                to[i] = Vector.ConvertToInt64(from[i].As<TIn, double>());
                continue;
            }

            Vector.Widen(from[i].As<TIn, float>(), out var low, out var high);
            (to[2 * i], to[2 * i + 1]) = (Vector.ConvertToInt64(low), Vector.ConvertToInt64(high));
        }

        for (var k = from.Length * Vector<TIn>.Count; k < x.Length; k++) y[k] = long.CreateSaturating(x[k]);
    }
}

/// <summary>y[i] = x[i] ≠ 0; true for NaN.</summary>
internal readonly struct IsNonzeroKernel<T> : IUnaryKernel<T, bool>
    where T : unmanaged, INumber<T>
{
    public void Invoke(ReadOnlySpan<T> x, Span<bool> y)
    {
        var zero = T.Zero;
        Formula.Compare(default(Differ), x, new ReadOnlySpan<T>(in zero), y);
    }

    private readonly struct Differ : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            ~V.Equal(a, b);
    }
}

/// <summary>Copies the elements.</summary>
internal readonly struct CopyKernel<T> : IUnaryKernel<T, T>
{
    public void Invoke(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);
}
