using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>a − b·⌊a/b⌋: the remainder of floor division, with the sign of b.</summary>
internal readonly struct Remainder : IPartialBinaryFormula
{
    public T Of<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        var remainder = DTypes.IsFloatingPoint<T>() ? a % b : IntegerDivision.Remainder("Remainder", a, b);
        return remainder != T.Zero && T.IsNegative(remainder) != T.IsNegative(b) ? remainder + b : remainder;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        var (remainder, divisor) = (VectorMath.Remainder(V.Abs(a), V.Abs(b)), V.Abs(b));
        var isOpposed = V.LessThan(V.Zero, remainder) & (V.LessThan(a, V.Zero) ^ V.LessThan(b, V.Zero));
        return V.Select(isOpposed, divisor - remainder, remainder) | V.Select(isOpposed, b, a) & V.Number(-0.0);
    }
}

/// <summary>a − b·trunc(a/b): the remainder of truncated division, with the sign of a; C#'s own <c>%</c>.</summary>
internal readonly struct TruncatedRemainder : IPartialBinaryFormula
{
    public T Of<T>(T a, T b) where T : unmanaged, INumber<T> =>
        DTypes.IsFloatingPoint<T>() ? a % b : IntegerDivision.Remainder("Fmod", a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
        VectorMath.Remainder(V.Abs(a), V.Abs(b)) | a & V.Number(-0.0);
}
