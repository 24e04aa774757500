using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse tangent of each element, in [−π/2, π/2]. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (1 + x²).</remarks>
    public Tensor Atan() => FloatUnary<AtanOp>();

    private readonly struct AtanOp : IFloatUnaryOp
    {
        public static string Name => "Atan";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Arcs.Atan(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * saved + 1);
    }
}
