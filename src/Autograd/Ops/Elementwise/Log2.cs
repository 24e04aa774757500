using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logarithm to base 2 of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (x·ln 2).</remarks>
    public Tensor Log2() => FloatUnary<Log2Op>();

    private readonly struct Log2Op : IFloatUnaryOp
    {
        public static string Name => "Log2";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Log2(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * double.Log(2));
    }
}
