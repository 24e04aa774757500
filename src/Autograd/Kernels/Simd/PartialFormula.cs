using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// A formula of one floating number that gives NaN outside of its range; <c>Of</c> computes the result there.
/// </summary>
internal interface IPartialUnaryFormula : IUnaryFormula
{
    float Of(float x);

    double Of(double x);
}

/// <summary>
/// A formula of two floating numbers that gives NaN outside of its range; <see cref="Of"/> computes the result there,
/// and for integers.
/// </summary>
internal interface IPartialBinaryFormula : IBinaryFormula
{
    T Of<T>(T a, T b) where T : unmanaged, INumber<T>;
}

/// <summary>
/// Applies formulas that do not hold for every number: first to vectors, then number by number where that gave NaN.
/// </summary>
/// <remarks>
/// The formulas rely on fused multiply-add; on hardware without it every number is computed on its own.
/// </remarks>
internal static class PartialFormula
{
    /// <summary>
    /// The numbers that are computed before the results are searched for NaN: few enough for the first-level cache.
    /// </summary>
    private const int Block = 512;

    private static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>y[i] = f(x[i]), of floating numbers; y may be x.</summary>
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialUnaryFormula
    {
        Span<T> results = stackalloc T[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var part = x.Slice(at, Math.Min(Block, y.Length - at));
            var result = results[..part.Length];
            if (IsFused) Formula.Apply(f, part, result);
            else result.Fill(T.CreateTruncating(double.NaN));
            if (HasNaN<T>(result))
            {
                for (var i = 0; i < result.Length; i++)
                    if (T.IsNaN(result[i])) result[i] = Of(f, part[i]);
            }

            result.CopyTo(y[at..]);
        }
    }

    /// <summary>y[i] = f(a[i], b[i]); a and b may be of one element; y may be either.</summary>
    public static void Apply<T, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        if (!IsFused || !DTypes.IsFloatingPoint<T>())
        {
            ApplyEach(f, a, b, y);
            return;
        }

        Span<T> results = stackalloc T[Math.Min(Block, y.Length)];
        for (var at = 0; at < y.Length; at += Block)
        {
            var result = results[..Math.Min(Block, y.Length - at)];
            var partA = a.Length == 1 ? a : a.Slice(at, result.Length);
            var partB = b.Length == 1 ? b : b.Slice(at, result.Length);
            Formula.Apply(f, partA, partB, result);
            if (HasNaN<T>(result))
            {
                for (var i = 0; i < result.Length; i++)
                    if (T.IsNaN(result[i])) result[i] = f.Of(partA[partA.Length == 1 ? 0 : i], partB[partB.Length == 1 ? 0 : i]);
            }

            result.CopyTo(y[at..]);
        }
    }

    /// <summary>y[i] = f.Of(a[i], b[i]), one at a time; a and b may be of one element; y may be either.</summary>
    public static void ApplyEach<T, TFormula>(TFormula f, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        if (a.Length == 1 && y.Length > 1)
        {
            var number = a[0];
            b = b[..y.Length];
            for (var i = 0; i < y.Length; i++) y[i] = f.Of(number, b[i]);
        }
        else if (b.Length == 1 && y.Length > 1)
        {
            var number = b[0];
            a = a[..y.Length];
            for (var i = 0; i < y.Length; i++) y[i] = f.Of(a[i], number);
        }
        else
        {
            a = a[..y.Length];
            b = b[..y.Length];
            for (var i = 0; i < y.Length; i++) y[i] = f.Of(a[i], b[i]);
        }
    }

    private static T Of<T, TFormula>(TFormula f, T x)
        where T : unmanaged
        where TFormula : struct, IPartialUnaryFormula =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<float, T>(f.Of(Unsafe.BitCast<T, float>(x)))
            : Unsafe.BitCast<double, T>(f.Of(Unsafe.BitCast<T, double>(x)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasNaN<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(x);
        foreach (var vector in vectors)
            if (!Vector.EqualsAll(vector, vector)) return true;
        foreach (var number in x[(vectors.Length * Vector<T>.Count)..])
            if (T.IsNaN(number)) return true;
        return false;
    }
}
