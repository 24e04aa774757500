using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Sets optimizer state to 0 once it is too small to change a parameter. A running mean whose gradient stays 0 decays
/// into subnormal numbers and stays there, and every operation on one takes the processor a hundred times as long.
/// </summary>
internal static class Underflow
{
    /// <summary>
    /// The magnitude below which a running mean of gradients counts as 0. Its product with a learning rate is still a
    /// normal number.
    /// </summary>
    public static T MeanLimit<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(typeof(T) == typeof(float) ? 1e-30 : 1e-300);

    /// <summary>
    /// The number below which a running mean of squares counts as 0: its root is lost beside an ε of 1e-9. Beside a
    /// smaller ε it is not, and the limit is 0.
    /// </summary>
    public static T SquareLimit<T>(double eps) where T : unmanaged, IFloatingPointIeee754<T> =>
        eps < 1e-9 ? T.Zero : T.CreateTruncating(typeof(T) == typeof(float) ? 1e-37 : 1e-300);

    /// <summary>Returns x, or 0 where its magnitude is below the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Flush<T, V>(V x, T limit)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T> => V.Select(V.LessThan(V.Abs(x), V.Create(limit)), V.Zero, x);
}
