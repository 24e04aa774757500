using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logarithm to base 10 of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (x·ln 10).</remarks>
    public Tensor Log10() => FloatUnary<Log10Op>();

    private readonly struct Log10Op : IFloatUnaryOp
    {
        public static string Name => "Log10";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Log10(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * double.Log(10));
    }
}
