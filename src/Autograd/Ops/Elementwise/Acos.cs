using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse cosine of each element, in [0, π]; NaN outside of [−1, 1]. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g / √(1 − x²).</remarks>
    public Tensor Acos() => FloatUnary<AcosOp>();

    private readonly struct AcosOp : IFloatUnaryOp
    {
        public static string Name => "Acos";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Arcs.Acos(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => -grad * (1 - saved * saved).Rsqrt();
    }
}
