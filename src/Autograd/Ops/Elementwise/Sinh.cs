using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic sine of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·cosh x.</remarks>
    public Tensor Sinh() => FloatUnary<SinhOp>();

    private readonly struct SinhOp : IFloatUnaryOp
    {
        public static string Name => "Sinh";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Hyperbolic.Sinh(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Cosh();
    }
}
