using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>1 / x of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·y², from the saved output.</remarks>
    public Tensor Reciprocal() => FloatUnary<ReciprocalOp>();

    private readonly struct ReciprocalOp : IFloatUnaryOp
    {
        public static string Name => "Reciprocal";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Reciprocal(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => -grad * (saved * saved);
    }
}
