using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Quotients and remainders of integers. The lowest integer divided by −1, which processors refuse, wraps around.
/// </summary>
internal static class IntegerDivision
{
    /// <summary>The quotient rounded down.</summary>
    public static T Floor<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        if (IsMinusOne("Div", b)) return unchecked(-a);
        var quotient = a / b;
        return T.IsNegative(a) != T.IsNegative(b) && quotient * b != a ? quotient - T.One : quotient;
    }

    /// <summary>The quotient rounded towards 0.</summary>
    public static T Truncate<T>(T a, T b) where T : unmanaged, INumber<T> => IsMinusOne("Div", b) ? unchecked(-a) : a / b;

    /// <summary>The remainder of <see cref="Truncate"/>, with the sign of a.</summary>
    public static T Remainder<T>(string op, T a, T b) where T : unmanaged, INumber<T> => IsMinusOne(op, b) ? T.Zero : a % b;

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsMinusOne<T>(string op, T divisor) where T : unmanaged, INumber<T>
    {
        if (divisor == T.Zero) throw ByZero(op);
        return T.IsNegative(divisor) && divisor == -T.One;
    }

    // A separate method, so that the code that runs for every number stays small.
    private static DivideByZeroException ByZero(string op) =>
        new($"{op}: an integer is divided by 0; convert with To(DType.Float32) first for an infinity or NaN");
}
