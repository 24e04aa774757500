using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>The greatest whole number that is not above the exact quotient a/b, as Python's <c>//</c> has it; a/b itself where b is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V FloorDivide<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        var infinity = V.Number(double.PositiveInfinity);
        var quotient = a / b;
        var floor = V.Floor(quotient);

        // A quotient that was rounded up to a whole number leaves a rest of the wrong sign; beside an infinite divisor all of a is left.
        var rest = V.Select(V.Equal(V.Abs(b), infinity), a, V.MultiplyAdd(-floor, b, a));
        var isOpposed = V.LessThan(rest, V.Zero) & V.LessThan(V.Zero, b) | V.LessThan(V.Zero, rest) & V.LessThan(b, V.Zero);
        var result = V.Select(isOpposed, floor - V.One, floor);

        // What is left over of an infinity is NaN, and so is its quotient.
        result = V.Select(V.LessThan(V.Abs(rest), infinity), result, V.Number(double.NaN));
        var overflows = V.Equal(V.Abs(quotient), infinity) & V.LessThan(V.Abs(a), infinity);
        return V.Select(V.Equal(b, V.Zero) | overflows, quotient, result);
    }

    /// <summary>
    /// What a division of two numbers that are not negative leaves over, to the bit; NaN where the whole quotient has more digits than a number.
    /// </summary>
    /// <remarks>
    /// With a whole number q next to a/b, a − q·b is less than b and a multiple of the last digit of a or of b: a number of the type, which
    /// the fused operation computes without rounding.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rest<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        // Too great by one where rounding made the quotient whole.
        var quotient = V.Truncate(a / b);
        var rest = V.MultiplyAdd(-quotient, b, a);
        rest = V.Select(V.LessThan(rest, V.Zero), rest + b, rest);
        return V.Select(V.LessThan(quotient, V.Number(16777216, 9007199254740992)), rest, V.Number(double.NaN));
    }
}
