using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The logistic function 1 / (1 + e⁻ˣ), from the exponential of −|x|, which cannot overflow: the framework's own is 0 where the
/// result is still a number.
/// </summary>
internal static class Logistic
{
    /// <summary>y = 1 / (1 + e⁻ˣ); y may be x.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula.Apply<T, SigmoidFormula>(x, y);

    private readonly struct SigmoidFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Sigmoid(x);
    }
}
