using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>ln(1 + x) of each element, exact to the last digits near 0 too. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (1 + x).</remarks>
    public Tensor Log1p() => FloatUnary<Log1pOp>();

    private readonly struct Log1pOp : IFloatUnaryOp
    {
        public static string Name => "Log1p";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Exponential.Log1p(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved + 1);
    }
}
