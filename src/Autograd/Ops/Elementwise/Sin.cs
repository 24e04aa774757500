using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sine of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·cos x.</remarks>
    public Tensor Sin() => FloatUnary<SinOp>();

    private readonly struct SinOp : IFloatUnaryOp
    {
        public static string Name => "Sin";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Trigonometry.Sin(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Cos();
    }
}
