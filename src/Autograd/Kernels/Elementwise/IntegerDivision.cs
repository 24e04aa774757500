using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Quotients and remainders of integers, without what processors refuse: the lowest integer over −1 wraps around.</summary>
internal static class IntegerDivision
{
    /// <summary>The quotient, rounded down.</summary>
    public static T Floor<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        if (IsMinusOne("Div", b)) return unchecked(-a);
        var quotient = a / b;
        return T.IsNegative(a) != T.IsNegative(b) && quotient * b != a ? quotient - T.One : quotient;
    }

    /// <summary>The quotient, rounded towards 0.</summary>
    public static T Truncate<T>(T a, T b) where T : unmanaged, INumber<T> => IsMinusOne("Div", b) ? unchecked(-a) : a / b;

    /// <summary>What <see cref="Truncate"/> leaves over, with the sign of a.</summary>
    public static T Rest<T>(string op, T a, T b) where T : unmanaged, INumber<T> => IsMinusOne(op, b) ? T.Zero : a % b;

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsMinusOne<T>(string op, T divisor) where T : unmanaged, INumber<T>
    {
        if (divisor == T.Zero) throw ByZero(op);
        return T.IsNegative(divisor) && divisor == -T.One;
    }

    // Apart, so that what is called for every number is small.
    private static DivideByZeroException ByZero(string op) =>
        new($"{op}: an integer is divided by 0; convert with To(DType.Float32) first for an infinity or NaN");
}
