using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// √(a² + b²), within 1 ulp, also where the squares would overflow or underflow; ∞ if either is infinite, even if
    /// the other is NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Hypot<V>(V a, V b) where V : struct, ISimdVector<V>
    {
        (a, b) = (V.Abs(a), V.Abs(b));
        var greater = V.Max(a, b);

        // Scaling by a power of two, which is exact, keeps the squares of very large and very small numbers in range.
        var isLarge = V.LessThan(V.Number(1.152921504606847e18, 3.273390607896142e150), greater);
        var isSmall = V.LessThan(greater, V.Number(8.881784197001252e-16, 3.4395525670743494e-136));
        var (tiny, huge) = (V.Number(8.470329472543003e-22, 2.409919865102884e-181), V.Number(1.2379400392853803e27, 4.149515568880993e180));
        var scale = V.Select(isLarge, tiny, V.Select(isSmall, huge, V.One));
        var (x, y) = (a * scale, b * scale);
        var result = V.Sqrt(V.MultiplyAdd(x, x, y * y)) / scale;
        var infinity = V.Number(double.PositiveInfinity);
        return V.Select(V.Equal(a, infinity) | V.Equal(b, infinity), infinity, result);
    }
}
