using System.Numerics;

namespace Autograd.Kernels;

/// <summary>The remainder of a division that rounds down.</summary>
internal static class Remainder
{
    public static T Of<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        // The lowest integer and −1 would overflow in the division that the remainder comes from.
        if (b == -T.One && T.IsNegative(b) && T.IsInteger(a)) return T.Zero;
        var rest = a % b;
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }
}
