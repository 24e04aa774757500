using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The square root of each element; NaN below 0. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (2·√x), from the saved output: infinite at 0.</remarks>
    public Tensor Sqrt() => FloatUnary<SqrtOp>();

    private readonly struct SqrtOp : IFloatUnaryOp
    {
        public static string Name => "Sqrt";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Sqrt(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * 2);
    }
}
