using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic cosine of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·sinh x.</remarks>
    public Tensor Cosh() => FloatUnary<CoshOp>();

    private readonly struct CoshOp : IFloatUnaryOp
    {
        public static string Name => "Cosh";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Hyperbolic.Cosh(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sinh();
    }
}
