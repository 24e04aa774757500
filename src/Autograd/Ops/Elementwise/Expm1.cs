using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>eˣ − 1 of each element, exact to the last digits near 0 too. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·(y + 1), from the saved output.</remarks>
    public Tensor Expm1() => FloatUnary<Expm1Op>();

    private readonly struct Expm1Op : IFloatUnaryOp
    {
        public static string Name => "Expm1";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Exponential.Expm1(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved + 1);
    }
}
