using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>A formula of one floating number that gives NaN where it does not reach; what is right there, <see cref="Of"/> computes.</summary>
internal interface IPartialUnaryFormula : IUnaryFormula
{
    static abstract T Of<T>(T x) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>
/// A formula of two floating numbers that gives NaN where it does not reach; what is right there, and for integers, <see cref="Of"/>
/// computes.
/// </summary>
internal interface IPartialBinaryFormula : IBinaryFormula
{
    static abstract T Of<T>(T a, T b) where T : unmanaged, INumber<T>;
}

/// <summary>Applies formulas that do not hold for every number: by registers, and once more, one at a time, where that gave NaN.</summary>
/// <remarks>
/// They count on multiplications and additions that are fused in truth; where the hardware has none, every number is computed alone.
/// </remarks>
internal static class PartialFormula
{
    /// <summary>The numbers that are computed together before those that are left are looked for: they stay in the first cache.</summary>
    private const int Block = 512;

    private static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFormula : struct, IPartialUnaryFormula
    {
        Span<T> results = stackalloc T[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var part = x.Slice(at, Math.Min(Block, y.Length - at));
            var result = results[..part.Length];
            if (IsFused) Formula.Apply<T, TFormula>(part, result);
            else result.Fill(T.NaN);
            if (HasNaN<T>(result))
            {
                for (var i = 0; i < result.Length; i++)
                    if (T.IsNaN(result[i])) result[i] = TFormula.Of(part[i]);
            }

            result.CopyTo(y[at..]);
        }
    }

    /// <summary>y[i] = f(a[i], b[i]); y may be a or b.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        a = a[..y.Length];
        b = b[..y.Length];
        if (!IsByRegisters<T>())
        {
            for (var i = 0; i < y.Length; i++) y[i] = TFormula.Of(a[i], b[i]);
            return;
        }

        Span<T> results = stackalloc T[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var result = results[..Math.Min(Block, y.Length - at)];
            var partA = a.Slice(at, result.Length);
            var partB = b.Slice(at, result.Length);
            Formula.Apply<T, TFormula>(partA, partB, result);
            Complete<T, TFormula>(partA, partB, result);
            result.CopyTo(y[at..]);
        }
    }

    /// <summary>y[i] = f(a[i], b); y may be a.</summary>
    public static void Apply<T, TFormula>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        a = a[..y.Length];
        if (!IsByRegisters<T>())
        {
            for (var i = 0; i < y.Length; i++) y[i] = TFormula.Of(a[i], b);
            return;
        }

        Span<T> results = stackalloc T[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var result = results[..Math.Min(Block, y.Length - at)];
            var part = a.Slice(at, result.Length);
            Formula.Apply<T, TFormula>(part, b, result);
            Complete<T, TFormula>(part, new ReadOnlySpan<T>(in b), result);
            result.CopyTo(y[at..]);
        }
    }

    /// <summary>y[i] = f(a, b[i]); y may be b.</summary>
    public static void Apply<T, TFormula>(T a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula =>
        Apply<T, Exchanged<TFormula>>(b, a, y);

    /// <summary>Computes what is NaN; an operand of one number serves all.</summary>
    private static void Complete<T, TFormula>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        if (!HasNaN<T>(y)) return;
        for (var i = 0; i < y.Length; i++)
            if (T.IsNaN(y[i])) y[i] = TFormula.Of(a.Length == 1 ? a[0] : a[i], b.Length == 1 ? b[0] : b[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasNaN<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        var registers = MemoryMarshal.Cast<T, Vector<T>>(x);
        foreach (var register in registers)
            if (!Vector.EqualsAll(register, register)) return true;
        foreach (var number in x[(registers.Length * Vector<T>.Count)..])
            if (T.IsNaN(number)) return true;
        return false;
    }

    private static bool IsByRegisters<T>() => IsFused && DTypes.IsFloatingPoint<T>();

    /// <summary>A formula with its operands exchanged.</summary>
    private readonly struct Exchanged<TFormula> : IPartialBinaryFormula where TFormula : struct, IPartialBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            TFormula.Invoke(b, a);

        public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => TFormula.Of(b, a);
    }
}
