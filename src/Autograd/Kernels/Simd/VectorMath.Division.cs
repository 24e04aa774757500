using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>⌊a/b⌋ of the exact quotient, as Python's <c>//</c>; a/b itself where b is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V FloorDivide<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        var infinity = V.Number(double.PositiveInfinity);
        var quotient = a / b;
        var floor = V.Floor(quotient);

        // A quotient that was rounded up to an integer leaves a remainder of the wrong sign; for an infinite divisor
        // the remainder is a.
        var remainder = V.Select(V.Equal(V.Abs(b), infinity), a, V.MultiplyAdd(-floor, b, a));
        var isOpposed = V.LessThan(remainder, V.Zero) & V.LessThan(V.Zero, b) | V.LessThan(V.Zero, remainder) & V.LessThan(b, V.Zero);
        var result = V.Select(isOpposed, floor - V.One, floor);

        // The remainder of an infinity is NaN, and so is its quotient.
        result = V.Select(V.LessThan(V.Abs(remainder), infinity), result, V.Number(double.NaN));
        var overflows = V.Equal(V.Abs(quotient), infinity) & V.LessThan(V.Abs(a), infinity);
        return V.Select(V.Equal(b, V.Zero) | overflows, quotient, result);
    }

    /// <summary>
    /// The exact remainder of two non-negative numbers; NaN where the integer quotient has more digits than the type.
    /// </summary>
    /// <remarks>
    /// For an integer q next to a/b, a − q·b is less than b and a multiple of the last digit of a or of b. So it is a
    /// number of the type, which the fused operation computes without rounding.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Remainder<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        // The quotient is too great by one where the division was rounded up to an integer.
        var quotient = V.Truncate(a / b);
        var remainder = V.MultiplyAdd(-quotient, b, a);
        remainder = V.Select(V.LessThan(remainder, V.Zero), remainder + b, remainder);
        return V.Select(V.LessThan(quotient, V.Number(16777216, 9007199254740992)), remainder, V.Number(double.NaN));
    }
}
