using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// What the functions of <see cref="LaneMath"/> need beside <see cref="ILanes{T, V}"/>, so that one source serves every register width.
/// </summary>
internal interface IGateMath<T, V>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : unmanaged
{
    static abstract V Subtract(V x, V y);

    static abstract V Multiply(V x, V y);

    static abstract V Divide(V x, V y);

    /// <summary>The smaller of two; x where x is not a number.</summary>
    static abstract V AtMost(V limit, V x);

    /// <summary>The larger of two; x where x is not a number.</summary>
    static abstract V AtLeast(V limit, V x);

    /// <summary>x where <paramref name="condition"/> is above zero, and 0 elsewhere.</summary>
    static abstract V WherePositive(V condition, V x);

    /// <summary>2ⁿ, of the bits of n + 1.5·2^(digits of T): the integer n stands in the lowest bits of that sum.</summary>
    static abstract V PowerOfTwo(V shifted);
}
