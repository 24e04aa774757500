using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// Powers of numbers of any type: by squaring for integers, and in double precision for floating numbers unless the
/// exponent has a formula of its own.
/// </summary>
internal static class Power
{
    /// <summary>Computes powers with a constant exponent; y may be x.</summary>
    /// <remarks>
    /// The exponents ½ and −½ are computed as roots, as in PyTorch; the results for −0 and −∞ differ from those of a
    /// power.
    /// </remarks>
    public static void Forward<T>(ReadOnlySpan<T> x, T exponent, Span<T> y) where T : unmanaged, INumber<T>
    {
        var twice = exponent + exponent;
        if (exponent == T.One + T.One + T.One) Formula.Apply(default(Cube), x, y);
        else if (DTypes.IsFloatingPoint<T>() && twice == T.One) Formula.Apply(default(SquareRoot), x, y);
        else if (DTypes.IsFloatingPoint<T>() && twice == -T.One) Formula.Apply(default(ReciprocalSquareRoot), x, y);
        else Forward(x, new ReadOnlySpan<T>(in exponent), y);
    }

    /// <summary>
    /// Computes powers with any exponents; an operand of one element is broadcast; y may be the other.
    /// </summary>
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> exponents, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (exponents.Length == 1 && x.Length == y.Length && IsOneStep(exponents[0])) OneStep(x, exponents[0], y);
        else if (typeof(T) == typeof(float))
            SinglePower.Forward(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(exponents), MemoryMarshal.Cast<T, float>(y));
        else PartialFormula.ApplyEach(default(Each), x, exponents, y);
    }

    /// <summary>True if a one-step formula gives the same bits as the general computation.</summary>
    private static bool IsOneStep<T>(T exponent) where T : unmanaged, INumber<T> =>
        exponent == T.Zero || exponent == T.One || exponent == T.One + T.One || (DTypes.IsFloatingPoint<T>() && exponent == -T.One);

    private static void OneStep<T>(ReadOnlySpan<T> x, T exponent, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (exponent == T.Zero) y.Fill(T.One);
        else if (exponent == T.One) x.CopyTo(y);
        else if (exponent == T.One + T.One) Formula.Apply(default(Square), x, y);
        else Formula.Apply(default(Reciprocal), x, y);
    }

    /// <summary>
    /// The power of an integer, which wraps around. Negative powers are 0, except for those of 1 and −1.
    /// </summary>
    private static T IntegerPower<T>(T x, long exponent) where T : unmanaged, INumber<T>
    {
        if (exponent < 0) return x == T.One ? x : x == -T.One ? (exponent % 2 == 0 ? T.One : x) : T.Zero;
        var result = T.One;
        for (var square = x; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) result *= square;
            square *= square;
        }

        return result;
    }

    private readonly struct Each : IPartialBinaryFormula
    {
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => VectorMath.Pow(a, b);

        // The square is computed by multiplication, because the system's pow does not always round it correctly.
        public T Of<T>(T a, T b) where T : unmanaged, INumber<T> =>
            typeof(T) != typeof(double) ? IntegerPower(a, long.CreateTruncating(b))
            : b == T.One + T.One ? a * a
            : T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
    }

    private readonly struct Square : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x * x;
    }

    private readonly struct Cube : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x * x * x;
    }

    private readonly struct SquareRoot : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Sqrt(x);
    }

    private readonly struct Reciprocal : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.One / x;
    }

    private readonly struct ReciprocalSquareRoot : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.One / V.Sqrt(x);
    }
}
