using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// Powers of numbers of any type: by squaring for integers, in double precision for what is no common exponent.
/// </summary>
internal static class Power
{
    public static void Forward<T>(ReadOnlySpan<T> x, T exponent, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (exponent == T.Zero)
        {
            y.Fill(T.One);
        }
        else if (exponent == T.One)
        {
            x.CopyTo(y);
        }
        else if (exponent == T.One + T.One)
        {
            Formula.Apply<T, Square>(x, y);
        }
        else if (exponent == T.One + T.One + T.One)
        {
            Formula.Apply<T, Cube>(x, y);
        }
        else if (exponent == -T.One && exponent < T.Zero)
        {
            TensorPrimitives.Divide(T.One, x, y);
        }
        else if (IsHalf(exponent))
        {
            Formula.Apply<T, Root>(x, y);
        }
        else if (typeof(T) == typeof(float))
        {
            var single = Unsafe.BitCast<T, float>(exponent);
            SinglePower.Forward(MemoryMarshal.Cast<T, float>(x), new ReadOnlySpan<float>(in single), MemoryMarshal.Cast<T, float>(y));
        }
        else
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(x[i], exponent);
        }
    }

    public static void Forward<T>(T x, ReadOnlySpan<T> exponents, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            var single = Unsafe.BitCast<T, float>(x);
            SinglePower.Forward(new ReadOnlySpan<float>(in single), MemoryMarshal.Cast<T, float>(exponents), MemoryMarshal.Cast<T, float>(y));
            return;
        }

        for (var i = 0; i < y.Length; i++) y[i] = Of(x, exponents[i]);
    }

    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> exponents, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            SinglePower.Forward(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(exponents), MemoryMarshal.Cast<T, float>(y));
            return;
        }

        for (var i = 0; i < y.Length; i++) y[i] = Of(x[i], exponents[i]);
    }

    private static T Of<T>(T x, T exponent) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(double)) return T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(exponent)));
        return Whole(x, long.CreateTruncating(exponent));
    }

    /// <summary>
    /// A whole power, wrapping around; a negative one of anything but 1 and −1 is 0, as the quotient of integers is.
    /// </summary>
    private static T Whole<T>(T x, long exponent) where T : unmanaged, INumber<T>
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

    /// <summary>Whether it is ½; PyTorch, too, takes the square root then, whose digits and whose −0 are others than a power's.</summary>
    private static bool IsHalf<T>(T exponent) where T : unmanaged, INumber<T> =>
        DTypes.IsFloatingPoint<T>() && exponent + exponent == T.One;

    private readonly struct Square : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * x;
    }

    private readonly struct Cube : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * x * x;
    }

    private readonly struct Root : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Sqrt(x);
    }
}
