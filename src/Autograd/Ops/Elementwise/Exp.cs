using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>eˣ of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·eˣ, from the saved output.</remarks>
    public Tensor Exp() => FloatUnary<ExpOp>();

    private readonly struct ExpOp : IFloatUnaryOp
    {
        public static string Name => "Exp";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Exponential.Exp(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved;
    }
}
