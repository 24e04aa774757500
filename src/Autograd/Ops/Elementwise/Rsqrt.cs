using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>1 / √x of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·y³/2, from the saved output.</remarks>
    public Tensor Rsqrt() => FloatUnary<RsqrtOp>();

    private readonly struct RsqrtOp : IFloatUnaryOp
    {
        public static string Name => "Rsqrt";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.ReciprocalSqrt(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved * saved) * -0.5;
    }
}
