using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Sets what an optimizer remembers to 0 once it is too small to move a parameter. A running mean whose gradient stays 0 decays
/// into denormal numbers, where it stays, and every operation on one takes the processor a hundred times as long.
/// </summary>
internal static class Underflow
{
    /// <summary>The magnitude below which a running mean of gradients counts as 0: its product with a learning rate is still normal.</summary>
    public static T OfMean<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(typeof(T) == typeof(float) ? 1e-30 : 1e-300);

    /// <summary>
    /// The number below which a running mean of squares counts as 0: its root is lost beside an ε of 1e-9. Beside a smaller ε it is
    /// not, and nothing counts as 0.
    /// </summary>
    public static T OfSquare<T>(double eps) where T : unmanaged, IFloatingPointIeee754<T> =>
        eps < 1e-9 ? T.Zero : T.CreateTruncating(typeof(T) == typeof(float) ? 1e-37 : 1e-300);

    /// <summary>x, or 0 where its magnitude is below the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Flush<T, V>(V x, T limit)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T> => V.Select(V.LessThan(V.Abs(x), V.Create(limit)), V.Zero, x);
}
