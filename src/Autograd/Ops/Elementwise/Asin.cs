using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The inverse sine of each element, in [−π/2, π/2]; NaN outside of [−1, 1]. Integers become Float32 first.
    /// </summary>
    /// <remarks>Gradient: g / √(1 − x²).</remarks>
    public Tensor Asin() => FloatUnary<AsinOp>();

    private readonly struct AsinOp : IFloatUnaryOp
    {
        public static string Name => "Asin";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Arcs.Asin(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (1 - saved * saved).Rsqrt();
    }
}
