using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The logistic function and tanh of a register, for kernels that keep several of them at work at once.</summary>
/// <remarks>
/// Both come from eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1) with x = n·ln 2 + r and |r| ≤ ½ ln 2, where eʳ − 1 is its Taylor polynomial: nothing
/// cancels, so that tanh keeps its digits near 0, and there is no branch.
/// </remarks>
internal static class LaneMath
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<T, V, L, M>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
    {
        // Beyond these bounds the power of two would leave the range of T, and the result is 0 or 1 to all digits.
        var bound = Number<T, V, L>(typeof(T) == typeof(float) ? 87 : 708);
        x = M.AtLeast(M.Subtract(default, bound), M.AtMost(bound, M.Subtract(default, x)));
        var (power, fraction) = ExpParts<T, V, L, M>(x);
        var one = Number<T, V, L>(1);
        return M.Divide(one, L.Add(one, L.MultiplyAdd(power, fraction, power)));
    }

    /// <summary>(e²ˣ − 1) / (e²ˣ + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<T, V, L, M>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
    {
        // Beyond these bounds the result is 1 or −1 to all digits.
        var bound = Number<T, V, L>(typeof(T) == typeof(float) ? 20 : 40);
        x = M.AtLeast(M.Subtract(default, bound), M.AtMost(bound, L.Add(x, x)));
        var (power, fraction) = ExpParts<T, V, L, M>(x);
        var difference = L.MultiplyAdd(power, fraction, M.Subtract(power, Number<T, V, L>(1)));
        return M.Divide(difference, L.Add(difference, Number<T, V, L>(2)));
    }

    /// <summary>2ⁿ and eʳ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Power, V Fraction) ExpParts<T, V, L, M>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
    {
        // Adding 1.5·2^digits leaves no room for a fraction: the sum is rounded to an integer. ln 2 is subtracted in two parts, of which the
        // first has few enough digits for n·ln 2 to be exact.
        var isSingle = typeof(T) == typeof(float);
        var shift = Number<T, V, L>(isSingle ? 12582912.0 : 6755399441055744.0);
        var shifted = L.MultiplyAdd(x, Number<T, V, L>(1.4426950408889634), shift);
        var n = M.Subtract(shifted, shift);
        var r = L.MultiplyAdd(n, Number<T, V, L>(isSingle ? -0.693359375 : -0.693145751953125), x);
        r = L.MultiplyAdd(n, Number<T, V, L>(isSingle ? 2.12194440e-4 : -1.42860682030941723212e-6), r);

        V p;
        if (isSingle)
        {
            p = Number<T, V, L>(1 / 5040.0);
        }
        else
        {
            p = L.MultiplyAdd(Number<T, V, L>(1 / 6227020800.0), r, Number<T, V, L>(1 / 479001600.0));
            p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 39916800.0));
            p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 3628800.0));
            p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 362880.0));
            p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 40320.0));
            p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 5040.0));
        }

        p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 720.0));
        p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 120.0));
        p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 24.0));
        p = L.MultiplyAdd(p, r, Number<T, V, L>(1 / 6.0));
        p = L.MultiplyAdd(p, r, Number<T, V, L>(0.5));
        return (M.PowerOfTwo(shifted), L.MultiplyAdd(M.Multiply(r, r), p, r));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Number<T, V, L>(double value)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged
        where L : struct, ILanes<T, V> =>
        L.Broadcast(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));
}
